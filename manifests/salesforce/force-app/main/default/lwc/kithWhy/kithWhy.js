import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill, sure, weight } from 'c/kithWords';

/** Every reason for and against a link, the strongest first, and whose word stands. */
export default class KithWhy extends LightningElement {
  @api link;
  labels = LABELS;

  get hasReasons() {
    return this.all.length > 0;
  }

  get title() {
    const against = this.all.filter((one) => sideOf(one) === LABELS.against).length;
    return fill(LABELS.why, this.all.length - against, against);
  }

  get reasons() {
    const { start } = this.link;
    const begins = start ? [{ key: 'start', side: LABELS.start, says: start.says, adds: '' }] : [];
    const rest = this.all.toSorted(strongestFirst).map(({ tier, says, url, bits }) => ({
      key: `${tier} ${says}`,
      side: sideOf({ tier, bits }),
      says,
      url,
      adds: bits === undefined || tier === 'verified' ? '' : `(${weight(bits)})`,
    }));
    return [...begins, ...rest];
  }

  get result() {
    const { decidedBy, probability } = this.link;
    return decidedBy === 'Kith' ? fill(LABELS.together, sure(probability)) : fill(LABELS.decided, decidedBy);
  }

  get all() {
    const { evidence = [], counterEvidence = [] } = this.link;
    return [...evidence, ...counterEvidence];
  }
}

/** A proof speaks for itself; what has a weight by its sign; the rest by its tier. */
function sideOf({ tier, bits }) {
  if (tier === 'verified') return LABELS.proof;
  const against = bits ? bits < 0 : tier === 'differs';
  return against ? LABELS.against : LABELS.for;
}

const strongestFirst = (a, b) => rank(b) - rank(a);
const rank = ({ tier, bits = 0 }) => (tier === 'verified' ? Infinity : Math.abs(bits));
