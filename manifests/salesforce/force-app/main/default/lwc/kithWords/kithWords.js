import { LABELS } from 'c/kithLabels';

/** Puts the values where a label says {0}, {1} and so on. A value is text, never a pattern. */
export function fill(label, ...values) {
  return label.replace(/\{(\d)\}/g, (hole, n) => (values[n] === undefined ? hole : String(values[n])));
}

/** A belief as a person says it; never `100 %`, because it is none. */
export function sure(probability) {
  if (probability > 0.99) return LABELS.overSure;
  if (probability < 0.01) return LABELS.underSure;
  return fill(LABELS.sure, Math.round(probability * 100));
}

/** What a reason of so many bits does to the odds. */
export function weight(bits) {
  if (Math.abs(bits) < 0.05) return LABELS.noDifference;
  return fill(bits > 0 ? LABELS.likelier : LABELS.lessLikely, times(Math.abs(bits)));
}

/** Two to the power of `bits`, as exact as a person can use it. */
function times(bits) {
  const ratio = 2 ** bits;
  if (ratio > 1_000_000) return LABELS.overMillion;
  return Number(ratio.toPrecision(ratio < 100 ? 2 : 1)).toLocaleString();
}

/** At most so many characters, whole ones, on one line. */
export function cut(text, most) {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** Milliseconds for Salesforce's own relative dates, which take no text; undefined for what is no time. */
export function timeOf(iso) {
  const ms = new Date(iso ?? NaN).getTime();
  return Number.isNaN(ms) ? undefined : ms;
}

/** An address that may be opened, or undefined: what people write about themselves is not to be trusted. */
export function safeUrl(text) {
  return /^https?:\/\/[^\s/]/i.test(text ?? '') ? text : undefined;
}
