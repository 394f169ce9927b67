import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { keyOf } from 'c/kithRecord';
import { fill } from 'c/kithWords';

/** What they said in public, the latest first. */
export default class KithConversations extends LightningElement {
  @api posts = [];
  @api personId;
  @api keyphrases;

  get title() {
    return fill(LABELS.conversations, this.posts.length);
  }

  get items() {
    return this.posts.map((post) => ({ key: keyOf(post), post }));
  }

  /** What the posts come back to; nothing from an org's own rows, which do not hold it. */
  get comesBackTo() {
    const phrases = (this.keyphrases ?? []).map(({ phrase, posts }) => `“${phrase}” (${posts}×)`).join(', ');
    return phrases === '' ? undefined : fill(LABELS.comesBackTo, phrases);
  }

  get hasPosts() {
    return this.posts.length > 0;
  }
}
