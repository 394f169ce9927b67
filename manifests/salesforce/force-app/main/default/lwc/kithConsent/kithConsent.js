import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { consent, withdraw } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';
import { fill, timeOf } from 'c/kithWords';

/** One network: whether the person agreed, since when, in which words, who says so; and to record or withdraw it. */
export default class KithConsent extends LightningElement {
  @api asked;
  @api personId;
  labels = LABELS;
  isOpen = false;
  isBusy = false;
  trouble;
  says = '';
  day = '';
  account = '';

  get given() {
    const { given } = this.asked;
    if (!given) return undefined;
    return {
      at: timeOf(given.at),
      says: `“${given.says}”`,
      by: fill(LABELS.consentBy, given.by),
      account: given.account && fill(LABELS.consentFor, given.account),
    };
  }

  get mayGive() {
    return !this.asked.given && !this.isOpen;
  }

  get isGiving() {
    return !this.asked.given && this.isOpen;
  }

  get mayWithdraw() {
    return Boolean(this.asked.given) && !this.isOpen;
  }

  get isWithdrawing() {
    return Boolean(this.asked.given) && this.isOpen;
  }

  get giveLabel() {
    return fill(LABELS.consentGive, this.asked.networkTitle);
  }

  get withdrawLabel() {
    return fill(LABELS.consentWithdraw, this.asked.networkTitle);
  }

  handleOpen() {
    this.isOpen = true;
  }

  handleClose() {
    this.isOpen = false;
    this.trouble = undefined;
  }

  handleChange({ target, detail }) {
    this[target.name] = detail.value ?? '';
  }

  handleRecord() {
    const says = this.says.trim();
    const field = this.refs.says;
    field.setCustomValidity(says === '' ? LABELS.consentMissing : '');
    if (!field.reportValidity()) return undefined;
    const day = this.day === '' ? '' : `${this.day}T12:00:00Z`;
    const given = { says, day, account: this.account.trim() };
    return this.act(() => consent(this.personId, this.asked.network, given), LABELS.consentGiven);
  }

  handleWithdraw() {
    return this.act(() => withdraw(this.personId, this.asked.network), LABELS.consentWithdrawn);
  }

  /** Asks once, however often it is pressed; then whoever shows the record reads it anew. */
  async act(ask, told) {
    if (this.isBusy) return;
    this.isBusy = true;
    const { trouble } = await ask();
    this.isBusy = false;
    this.trouble = trouble;
    if (trouble) return;
    this.isOpen = false;
    const title = fill(told, this.asked.networkTitle);
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('answered'));
  }
}
