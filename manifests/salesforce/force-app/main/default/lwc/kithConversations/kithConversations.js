import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { keyOf } from 'c/kithRecord';
import { fill } from 'c/kithWords';

/** What they said in public, the latest first. */
export default class KithConversations extends LightningElement {
  @api posts = [];
  @api personId;

  get title() {
    return fill(LABELS.conversations, this.posts.length);
  }

  get items() {
    return this.posts.map((post) => ({ key: keyOf(post), post }));
  }

  get hasPosts() {
    return this.posts.length > 0;
  }
}
