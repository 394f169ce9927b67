import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

/** The networks whose terms ask for this person's consent. What this org stores names none. */
export default class KithConsents extends LightningElement {
  @api networks;
  @api personId;

  get title() {
    return fill(LABELS.consent, this.networks.length);
  }

  get hasNetworks() {
    return (this.networks?.length ?? 0) > 0;
  }

  handleAnswered() {
    this.dispatchEvent(new CustomEvent('answered'));
  }
}
