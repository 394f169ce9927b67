import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill, timeOf } from 'c/kithWords';

/** When each network was asked, and on which basis anything is kept. */
export default class KithFreshness extends LightningElement {
  @api freshness = [];
  @api consent;

  get asked() {
    return this.freshness
      .filter(({ askedAt }) => timeOf(askedAt) !== undefined)
      .map(({ block, title, askedAt }) => ({
        block,
        at: timeOf(askedAt),
        label: fill(LABELS.askedAt, title),
      }));
  }
}
