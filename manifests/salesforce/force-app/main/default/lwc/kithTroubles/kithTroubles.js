import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';

/** The networks that could not be asked, one line each; and why only what is stored is shown. The rest stands. */
export default class KithTroubles extends LightningElement {
  @api freshness = [];
  @api trouble;
  labels = LABELS;

  get lines() {
    return this.freshness
      .filter(({ trouble }) => trouble !== undefined)
      .map(({ block, trouble }) => ({ block, trouble }));
  }

  get hasLines() {
    return this.lines.length > 0;
  }

  handleAgain() {
    this.dispatchEvent(new CustomEvent('again', { bubbles: true, composed: true }));
  }
}
