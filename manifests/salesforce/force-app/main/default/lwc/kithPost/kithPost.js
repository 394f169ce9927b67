import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { cut, fill, timeOf } from 'c/kithWords';

const MOST_CHARACTERS = 600;
const CIVIL = 'civil';
const LEAD_PREFIX = '00Q';

const MOST_REASONS = 3;

function becauseOf(reasons = []) {
  const words = reasons.slice(0, MOST_REASONS);
  return words.length > 0 ? fill(LABELS.becauseOf, words.join('”, “')) : undefined;
}

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
    const { tone, intents, labels, emotion, toxicity } = reading;
    const wants = intents?.map(({ label }) => label).join(', ');
    const taught = (labels ?? []).map(({ label }) => label);
    return [
      fill(LABELS.tone, tone?.label ?? LABELS.notSure),
      fill(LABELS.intent, wants ?? LABELS.notSure),
      ...(emotion ? [fill(LABELS.emotion, emotion.label)] : []),
      // It says so, and hides nothing.
      ...(toxicity && toxicity.label !== CIVIL ? [fill(LABELS.sounds, toxicity.label)] : []),
      // In the words that the account itself taught: nothing to translate.
      ...taught,
    ];
  }

  get because() {
    return becauseOf(this.post.reading?.tone?.because);
  }

  /** Where the same person said the same. */
  get alsoOn() {
    return (this.post.alsoOn ?? []).map((copy) => ({ ...copy, key: `${copy.network} ${copy.url}` }));
  }

  /** What it is about in the words of the admin's listening rules, and by which of its words. */
  get topics() {
    return (this.post.topics ?? []).map(({ name, because }) => ({
      name,
      says: fill(LABELS.topic, name),
      because: becauseOf(because),
    }));
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
