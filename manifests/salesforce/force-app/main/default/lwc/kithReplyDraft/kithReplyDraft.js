import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { draft } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';

/** Words to begin an answer with. They are the rep's to change and to send: Kith sends nothing. */
export default class KithReplyDraft extends LightningElement {
  @api post;
  @api personId;
  labels = LABELS;
  isBusy = true;
  trouble;
  because;
  text = '';
  isEdited = false;

  connectedCallback() {
    this.ask();
  }

  async ask() {
    this.isBusy = true;
    const { value, trouble } = await draft(this.personId, this.post);
    this.isBusy = false;
    this.trouble = trouble;
    this.because = value?.because;
    this.text = value?.text ?? '';
  }

  get hasText() {
    return this.text !== '' || this.isEdited;
  }

  handleChange({ detail }) {
    this.text = detail.value;
    this.isEdited = true;
  }

  async handleCopy() {
    // An insecure page has no clipboard at all.
    const told = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(this.text))
      .then(
        () => ({ title: LABELS.copied, variant: 'success' }),
        () => ({ title: LABELS.copyFailed, variant: 'warning' }),
      );
    this.dispatchEvent(new ShowToastEvent(told));
  }
}
