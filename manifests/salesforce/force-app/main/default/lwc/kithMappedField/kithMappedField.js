import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { answer, putBack } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

const OUTCOMES = {
  'put back': LABELS.mappedThereAgain,
  'changed since': LABELS.mappedChanged,
  'nothing to put back': LABELS.mappedNothingBack,
};

/** One field: what Kith knows for it, with its source, what came of it, and what may be said. */
export default class KithMappedField extends LightningElement {
  @api mapped;
  @api personId;
  isBusy = false;
  trouble;

  get value() {
    return this.mapped.value ?? LABELS.mappedNothing;
  }

  get source() {
    const { source } = this.mapped;
    return source && { url: source.url, label: fill(LABELS.source, source.name) };
  }

  get isAsked() {
    return this.mapped.standing === 'suggested';
  }

  get mayPutBack() {
    return !this.isAsked && this.mapped.undo !== undefined;
  }

  get writeLabel() {
    return fill(LABELS.mappedWrite, this.mapped.label);
  }

  get leaveLabel() {
    return fill(LABELS.mappedLeave, this.mapped.label);
  }

  get putBackLabel() {
    const { label, undo } = this.mapped;
    return undo.to === null ? fill(LABELS.mappedEmpty, label) : fill(LABELS.mappedPutBack, undo.to);
  }

  handleWrite() {
    return this.act(
      () => answer(this.personId, this.mapped.field, true),
      () => LABELS.mappedWill,
    );
  }

  handleLeave() {
    return this.act(
      () => answer(this.personId, this.mapped.field, false),
      () => LABELS.mappedDeclined,
    );
  }

  handlePutBack() {
    return this.act(
      () => putBack(this.personId, this.mapped.field),
      (outcome) => OUTCOMES[outcome] ?? outcome,
    );
  }

  /** Asks once, however often it is pressed; then whoever shows the record reads it anew. */
  async act(ask, told) {
    if (this.isBusy) return;
    this.isBusy = true;
    const { value, trouble } = await ask();
    this.isBusy = false;
    this.trouble = trouble;
    if (trouble) return;
    const title = fill(told(value), this.mapped.label);
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('answered'));
  }
}
