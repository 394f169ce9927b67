import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

/** So many are read before a call; the rest is behind a fold. */
const AT_ONCE = 3;

/** What they said in public, the latest first. */
export default class KithConversations extends LightningElement {
  @api posts = [];
  @api personId;
  @api keyphrases;

  get title() {
    return fill(LABELS.conversations, this.posts.length);
  }

  get latest() {
    return this.posts.slice(0, AT_ONCE);
  }

  get earlier() {
    return this.posts.slice(AT_ONCE);
  }

  get hasEarlier() {
    return this.earlier.length > 0;
  }

  get earlierTitle() {
    return fill(LABELS.earlierPosts, this.earlier.length);
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
