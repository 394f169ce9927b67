import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { keyOf } from 'c/kithRecord';
import { fill } from 'c/kithWords';

/** How far each linked profile reaches: a percentile, its interval and what it rests on; else why it is not known. */
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

function lineOf({ networkTitle, influence }) {
  if (!influence.known) return { title: `${networkTitle}: ${influence.says}`, reasons: [] };
  const [low, high] = influence.interval.map(Math.round);
  const percentile = Math.round(influence.percentile);
  const among = influence.among?.toLocaleString();
  return {
    title: fill(LABELS.percentile, networkTitle, percentile),
    bar: `width: ${Math.max(0, Math.min(100, percentile))}%`,
    interval: among && fill(LABELS.interval, among, low, high),
    reasons: influence.because.map(({ says }) => says),
  };
}
