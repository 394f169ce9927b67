/** How surprising the surprises of a stream usually are; by it a promise of false alarms is kept. */
interface OwnRecord {
  /** Above it a surprise counts as a peak; it lies where few hours of a stream reach. */
  border: number;
  /** Hours that were watched, and peaks in them, both fading. */
  hours: number;
  peaks: number;
  /** Peaks that ended, and by how much they were above the border together, both fading. */
  ended: number;
  above: number;
  /** Moments since the last one above the border, and how high the running peak went. */
  since: number;
  highest: number;
}

/** Before a stream has a record of its own: what simulated streams had. It weighs three weeks. */
const BEFORE = { border: 3, peaksPerHour: 1 / 48, above: 1.2, hours: 504, ended: 12 } as const;
const BORDER = { share: 0.022, step: 0.05, least: 1 } as const;
/** Half a year of hours, and so many peaks, are remembered. */
const MEMORY = { hours: 4_368, peaks: 80 } as const;
/** Moments above the border with less than this between them are one peak. */
const APART_HOURS = 6;
/** A crisis is no example of the usual: no peak counts for more than so many mean ones. */
const CLIP = 12;
/** The tail is a little heavier than exponential: the shape of the generalised Pareto distribution, from simulated streams. */
const SHAPE = 0.05;

/**
 * How many false alarms as surprising as each moment a stream has in an hour, by its own record of all moments before: the
 * promise holds where the distribution does not. Infinity for what is no peak.
 * @param surprise oldest first.
 */
export function falseAlarmsPerHour(surprise: Float64Array, perHour: number): Float64Array {
  const record = beginRecord();
  return surprise.map((one) => {
    const likely = peaksPerHour(record, one);
    remember(record, one, perHour);
    return likely;
  });
}

const beginRecord = (): OwnRecord => ({
  border: BEFORE.border,
  hours: BEFORE.hours,
  peaks: BEFORE.hours * BEFORE.peaksPerHour,
  ended: BEFORE.ended,
  above: BEFORE.ended * BEFORE.above,
  since: Infinity,
  highest: -Infinity,
});

const meanAbove = ({ above, ended }: OwnRecord): number => above / ended;

/**
 * How many peaks an hour as high as this the stream has when nothing happens: peaks over a threshold follow a generalised
 * Pareto distribution (Pickands 1975; Siffer et al., KDD 2017). Infinity for what is no peak.
 */
function peaksPerHour(record: OwnRecord, surprise: number): number {
  if (surprise <= record.border) return Infinity;
  const above = (surprise - record.border) / meanAbove(record);
  return (record.peaks / record.hours) * (1 + SHAPE * above) ** (-1 / SHAPE);
}

/** Learns one moment's surprise. Changes the record. */
function remember(record: OwnRecord, surprise: number, perHour: number): void {
  const fade = 1 - 1 / (MEMORY.hours * perHour);
  record.hours = record.hours * fade + 1 / perHour;
  record.peaks *= fade;
  const isAbove = surprise > record.border;
  if (isAbove) {
    const isNew = record.since > APART_HOURS * perHour;
    record.peaks += isNew ? 1 : 0;
    record.highest = isNew ? surprise : Math.max(record.highest, surprise);
    record.since = 0;
  } else {
    record.since++;
    if (record.highest > -Infinity && record.since > APART_HOURS * perHour) endPeak(record);
  }
  // A quantile by stochastic approximation (Robbins & Monro 1951).
  const step = (BORDER.step / perHour) * meanAbove(record);
  record.border += step * ((isAbove ? 1 : 0) - BORDER.share);
  record.border = Math.max(BORDER.least, record.border);
}

function endPeak(record: OwnRecord): void {
  const above = Math.min(Math.max(record.highest - record.border, 0), CLIP * meanAbove(record));
  const fade = 1 - 1 / MEMORY.peaks;
  record.ended = record.ended * fade + 1;
  record.above = record.above * fade + above;
  record.highest = -Infinity;
}
