import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill, sure } from 'c/kithWords';

/** One profile: what it shows, how sure the link is, why, and what may be said about it. */
export default class KithProfile extends LightningElement {
  @api profile;
  @api acts = [];
  @api personId;

  get label() {
    return fill(LABELS.handleOn, this.profile.handle, this.profile.networkTitle);
  }

  get status() {
    const { status, decidedBy, probability } = this.profile.link;
    if (decidedBy === 'Kith') return sure(probability);
    return status === 'rejected' ? LABELS.notThem : LABELS.confirmed;
  }

  get about() {
    const { name, employer, location, followers } = this.profile;
    // Apex says null for what is not stored.
    const many = followers == null ? undefined : fill(LABELS.followers, followers.toLocaleString());
    return [name, employer, location, many].filter(Boolean).join(' · ');
  }

  get standing() {
    const standing = this.profile.standing ?? 'active';
    return standing === 'active' ? undefined : fill(LABELS.accountIs, standing);
  }
}
