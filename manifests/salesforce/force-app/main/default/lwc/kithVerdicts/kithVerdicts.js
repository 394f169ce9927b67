import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { decide } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

const ACTS = {
  confirm: { says: 'confirmed', label: LABELS.actConfirm, told: LABELS.toldConfirmed, variant: 'brand' },
  'not them': { says: 'rejected', label: LABELS.actReject, told: LABELS.toldRejected, variant: 'neutral' },
  undo: { says: 'withdrawn', label: LABELS.actUndo, told: LABELS.toldWithdrawn, variant: 'neutral' },
};

/** What the viewer may say about one link. The record tells which; each can be taken back. */
export default class KithVerdicts extends LightningElement {
  @api profile;
  @api acts = [];
  @api personId;
  labels = LABELS;
  isBusy = false;
  trouble;

  get buttons() {
    const { network, id, handle } = this.profile;
    return this.acts
      .filter((one) => one.network === network && one.profile === id && Object.hasOwn(ACTS, one.act))
      .map(({ act }) => ({ act, ...ACTS[act], name: `${ACTS[act].label}: ${handle}` }));
  }

  async handleClick({ target }) {
    if (this.isBusy) return;
    const { says, told } = ACTS[target.dataset.act];
    this.isBusy = true;
    const { value, trouble } = await decide(this.personId, this.profile, says);
    this.isBusy = false;
    this.trouble = trouble;
    if (!value) return;
    const message = fill(told, this.profile.handle);
    this.dispatchEvent(new CustomEvent('recordchange', { detail: value, bubbles: true, composed: true }));
    this.dispatchEvent(new ShowToastEvent({ title: message, variant: 'success' }));
  }
}
