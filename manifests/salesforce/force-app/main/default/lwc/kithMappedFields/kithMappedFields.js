import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

/** What Kith suggests for fields of this org that an administrator mapped, and what it wrote there. */
export default class KithMappedFields extends LightningElement {
  @api fields = [];
  @api personId;

  get title() {
    const asked = this.fields.filter(({ standing }) => standing === 'suggested').length;
    return asked > 0 ? fill(LABELS.mappedAsked, asked) : LABELS.mapped;
  }

  get hasFields() {
    return this.fields.length > 0;
  }

  handleAnswered() {
    this.dispatchEvent(new CustomEvent('answered'));
  }
}
