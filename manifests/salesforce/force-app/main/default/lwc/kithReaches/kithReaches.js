import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

/** Whom of the org's people this person reaches, and with which open opportunities; the picture is on Kith's page. */
export default class KithReaches extends LightningElement {
  /** Undefined from an org's own rows, which do not hold it, and where nobody is reached. */
  @api reaches;
  labels = LABELS;

  get people() {
    return this.reaches.people.map(({ name, account, deals }) => ({
      key: `${name} ${account}`,
      who: account ? `${name}, ${account}` : name,
      deals: deals.map(({ title, worth, url }) => ({
        url,
        label: fill(LABELS.openDeal, worth ? `${title}, ${worth}` : title),
      })),
    }));
  }
}
