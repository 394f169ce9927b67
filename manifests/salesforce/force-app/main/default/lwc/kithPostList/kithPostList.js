import { LightningElement, api } from 'lwc';
import { keyOf } from 'c/kithRecord';

/** Posts, a box for each. */
export default class KithPostList extends LightningElement {
  @api posts = [];
  @api personId;

  get items() {
    return this.posts.map((post) => ({ key: keyOf(post), post }));
  }
}
