import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { safeUrl } from 'c/kithWords';

/** A link out of Salesforce; plain text where the address is none that may be opened. */
export default class KithAway extends LightningElement {
  @api url;
  @api label;
  labels = LABELS;

  get href() {
    return safeUrl(this.url);
  }
}
