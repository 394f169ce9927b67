import { LightningElement, api } from 'lwc';
import { keyOf } from 'c/kithRecord';

/** Profiles, a tile for each. */
export default class KithProfileList extends LightningElement {
  @api profiles = [];
  @api acts = [];
  @api personId;

  get tiles() {
    return this.profiles.map((profile) => ({ key: keyOf(profile), profile }));
  }
}
