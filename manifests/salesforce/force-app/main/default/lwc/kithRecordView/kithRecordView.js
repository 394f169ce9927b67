import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { isEmpty } from 'c/kithRecord';

/** The record, in the order in which a rep reads it before a call. */
export default class KithRecordView extends LightningElement {
  @api record;
  @api personId;
  /** Why only what this org stores is shown; undefined where all is. */
  @api trouble;
  labels = LABELS;

  get isEmpty() {
    return isEmpty(this.record);
  }

  /** What was answered changes the record: it is read anew. */
  handleAnswered() {
    this.dispatchEvent(new CustomEvent('again', { bubbles: true }));
  }
}
