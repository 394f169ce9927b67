import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';

/** In place of a record: what came between, what a person can do, and the way to do it. */
export default class KithNoRecord extends LightningElement {
  @api heading;
  @api says;
  @api cure;
  /** Whether looking again may help. */
  @api mayLook = false;
  /** Whether the networks can be asked for this person. */
  @api mayAsk = false;
  labels = LABELS;

  handleLook() {
    this.dispatchEvent(new CustomEvent('again', { bubbles: true, composed: true }));
  }

  handleAsk() {
    this.dispatchEvent(new CustomEvent('asknetworks', { bubbles: true, composed: true }));
  }
}
