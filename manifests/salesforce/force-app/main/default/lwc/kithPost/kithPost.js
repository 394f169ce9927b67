import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { readingOf } from 'c/kithReading';
import { cut, fill, timeOf } from 'c/kithWords';

const MOST_CHARACTERS = 600;
const LEAD_PREFIX = '00Q';

/** One post: what was said, how it was read, and what a rep may make of it. */
export default class KithPost extends LightningElement {
  @api post;
  @api personId;
  labels = LABELS;
  /** `reply` or `item`: which of the two is open. */
  open;

  get text() {
    return cut(this.post.text ?? '', MOST_CHARACTERS);
  }

  get at() {
    return timeOf(this.post.publishedAt);
  }

  get where() {
    return fill(LABELS.handleOn, this.post.handle, this.post.networkTitle);
  }

  /** How it was read: each judgement with the words that decided it. */
  get judgements() {
    return readingOf(this.post);
  }

  /** What others did with it; what nobody did is not said, nor what this org does not store. */
  get counts() {
    const { likes, replies, shares } = this.post.counts ?? {};
    return [
      likes ? fill(LABELS.likes, likes.toLocaleString()) : '',
      replies ? fill(LABELS.replies, replies.toLocaleString()) : '',
      shares ? fill(LABELS.shares, shares.toLocaleString()) : '',
    ].filter((count) => count !== '');
  }

  /** Where the same person said the same. */
  get alsoOn() {
    return (this.post.alsoOn ?? []).map((copy) => ({ ...copy, key: `${copy.network} ${copy.url}` }));
  }

  /** A lead has no cases. */
  get itemLabel() {
    return this.personId?.startsWith(LEAD_PREFIX) ? LABELS.makeTask : LABELS.makeItem;
  }

  get isReplying() {
    return this.open === 'reply';
  }

  get isMaking() {
    return this.open === 'item';
  }

  handleReply() {
    this.open = this.isReplying ? undefined : 'reply';
  }

  handleItem() {
    this.open = this.isMaking ? undefined : 'item';
  }

  handleDone() {
    this.open = undefined;
  }
}
