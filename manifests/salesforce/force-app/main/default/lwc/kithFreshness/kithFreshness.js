import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill, timeOf } from 'c/kithWords';

/** When each network was asked, and on which basis anything is kept. */
export default class KithFreshness extends LightningElement {
  @api freshness = [];
  @api consent;
  labels = LABELS;

  get asked() {
    return this.freshness
      .filter(({ askedAt }) => timeOf(askedAt) !== undefined)
      .map(({ block, title, askedAt }, n, { length }) => ({
        block,
        title,
        at: timeOf(askedAt),
        dot: n < length - 1 ? ' ·' : '',
      }));
  }

  /** Undefined from an org's own rows, which do not hold it. */
  get basis() {
    return this.consent && fill(LABELS.basis, this.consent.says, this.consent.basis);
  }

  get hasAsked() {
    return this.asked.length > 0;
  }
}
