import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';

/** Of several people around a record, whose social layer is shown. */
export default class KithPeople extends LightningElement {
  @api people = [];
  @api chosen;
  labels = LABELS;

  get options() {
    return this.people.map(({ id, name, says }) => ({ value: id, label: says ? `${name}, ${says}` : name }));
  }

  handleChange({ detail }) {
    this.dispatchEvent(new CustomEvent('choose', { detail: detail.value }));
  }
}
