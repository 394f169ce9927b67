import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { cut, timeOf } from 'c/kithWords';

/** Letters of a post that are read at a glance. */
const AT_A_GLANCE = 140;

const TITLES = {
  'job change': LABELS.jobChange,
  complaint: LABELS.complaint,
  'buying question': LABELS.buyingQuestion,
  'churn risk': LABELS.churnRisk,
  idea: LABELS.idea,
  praise: LABELS.praise,
  press: LABELS.press,
  crisis: LABELS.crisis,
  spike: LABELS.spike,
};

/** Signals, a box for each, with their own words where one rests on a post. */
export default class KithSignalList extends LightningElement {
  @api signals = [];
  /** Where the words are of a signal that rests on one. */
  @api posts = [];
  labels = LABELS;

  get boxes() {
    return this.signals.map((signal) => ({
      ...signal,
      at: timeOf(signal.since),
      key: `${signal.kind} ${signal.url}`,
      words: this.wordsAt(signal.url),
      title: TITLES[signal.kind] ?? signal.kind,
    }));
  }

  wordsAt(url) {
    const post = this.posts.find((one) => one.url === url);
    return post && cut(post.text ?? '', AT_A_GLANCE);
  }
}
