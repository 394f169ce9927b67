import { LightningElement, api } from 'lwc';
import { keyOf } from 'c/kithRecord';
import { fill } from 'c/kithWords';

/** A list of profiles under a heading; nothing where there are none. */
export default class KithProfiles extends LightningElement {
  @api profiles = [];
  /** A label with a place for the number. */
  @api heading;
  @api acts = [];
  @api personId;

  get title() {
    return fill(this.heading, this.profiles.length);
  }

  get tiles() {
    return this.profiles.map((profile) => ({ key: keyOf(profile), profile }));
  }

  get hasTiles() {
    return this.profiles.length > 0;
  }
}
