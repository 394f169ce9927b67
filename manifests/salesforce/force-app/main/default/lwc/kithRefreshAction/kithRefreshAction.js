import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refresh } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';

/** A quick action without a screen: asks the networks again, and says what came of it. */
export default class KithRefreshAction extends LightningElement {
  @api recordId;

  @api
  async invoke() {
    const { trouble } = await refresh(this.recordId);
    const told = trouble
      ? { title: trouble.title, message: `${trouble.says} ${trouble.cure}`.trim(), variant: 'error' }
      : { title: LABELS.askedFor, variant: 'success' };
    this.dispatchEvent(new ShowToastEvent(told));
  }
}
