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

  /** Of what this org stores, and of an older Kith, none are known. */
  get consentNetworks() {
    return this.record.consent?.networks ?? [];
  }

  /** What was answered changes the record: it is read anew. */
  handleAnswered() {
    this.dispatchEvent(new CustomEvent('again', { bubbles: true }));
  }
}
