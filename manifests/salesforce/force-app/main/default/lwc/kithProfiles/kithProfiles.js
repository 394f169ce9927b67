import { LightningElement, api } from 'lwc';
import { fill } from 'c/kithWords';

/** A list of profiles under a heading; nothing where there are none. */
export default class KithProfiles extends LightningElement {
  @api profiles = [];
  /** A label with a place for the number. */
  @api heading;
  /** Behind its heading until somebody looks. */
  @api isFolded = false;
  @api acts = [];
  @api personId;

  get title() {
    return fill(this.heading, this.profiles.length);
  }

  get hasTiles() {
    return this.profiles.length > 0;
  }
}
