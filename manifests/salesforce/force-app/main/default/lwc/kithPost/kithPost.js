import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
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

  get badges() {
    const { reading } = this.post;
    if (!reading) return [];
    const { tone, intents } = reading;
    const wants = intents?.map(({ label }) => label).join(', ');
    return [fill(LABELS.tone, tone?.label ?? LABELS.notSure), fill(LABELS.intent, wants ?? LABELS.notSure)];
  }

  get because() {
    const words = this.post.reading?.tone?.because?.slice(0, 3) ?? [];
    return words.length > 0 ? fill(LABELS.becauseOf, words.join('”, “')) : undefined;
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
