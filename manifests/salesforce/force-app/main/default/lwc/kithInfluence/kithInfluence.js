import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { keyOf } from 'c/kithRecord';
import { fill } from 'c/kithWords';

/**
 * How far each linked profile reaches: a percentile, its interval, what it rests on, who gives the attention and when to
 * take it with care; else why it is not known.
 */
export default class KithInfluence extends LightningElement {
  @api profiles = [];
  labels = LABELS;

  get lines() {
    return this.profiles
      .filter(({ influence }) => influence)
      .map((profile) => ({ key: keyOf(profile), ...lineOf(profile) }));
  }

  get hasLines() {
    return this.lines.length > 0;
  }
}

function lineOf({ networkTitle, influence, engagers = [] }) {
  if (!influence.known) return { title: `${networkTitle}: ${influence.says}`, reasons: [] };
  const { because, warning, topics = [] } = influence;
  const [low, high] = influence.interval.map(Math.round);
  const percentile = Math.round(influence.percentile);
  const among = influence.among?.toLocaleString();
  return {
    title: fill(LABELS.percentile, networkTitle, percentile),
    bar: `width: ${Math.max(0, Math.min(100, percentile))}%`,
    interval: among && fill(LABELS.interval, among, low, high),
    warning: warning && fill(LABELS.influenceCare, warning),
    reasons: [...because.map(({ says }) => says), ...topics.map(onTopic)],
    from: engagers.length > 0 ? engagers.map(listed) : undefined,
  };
}

/** The same on one of the account's topics. */
function onTopic({ name, percentile, interval, because }) {
  const says = because[0] ? `${because[0].says}.` : '';
  return fill(LABELS.influenceTopic, name, ...[percentile, ...interval].map(Math.round), says).trim();
}

const listed = (one, n, { length }) => ({ ...one, comma: n < length - 1 ? ',' : '' });
