import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

/** So many are read before a call; they come with the most telling first. */
const AT_ONCE = 3;

/** What is worth acting on now; what was dealt with is left out. */
export default class KithSignals extends LightningElement {
  @api signals = [];
  /** Where the words are of a signal that rests on one. */
  @api posts = [];

  get open() {
    return this.signals.filter(({ status }) => status === 'open');
  }

  get first() {
    return this.open.slice(0, AT_ONCE);
  }

  get others() {
    return this.open.slice(AT_ONCE);
  }

  get hasOthers() {
    return this.others.length > 0;
  }

  get othersTitle() {
    return fill(LABELS.moreSignals, this.others.length);
  }
}
