import type { Reading } from '../reading.ts';
import { labelsOf } from './own-labels.ts';
import type { OwnLabels } from './own-labels.ts';
import { isOwnVersion } from './version.ts';

/** A reading with the labels that the account teaches now instead of those it taught before; the rest is as it was. */
export function relabelled(text: string, before: Reading, own: OwnLabels | undefined): Reading {
  const { labels: _, ...reading } = before;
  const labels = own ? labelsOf(text, own) : [];
  const shipped = reading.model.split(' ').filter((one) => !isOwnVersion(one));
  const model = [...shipped, ...(own ? [own.version] : [])].join(' ');
  return { ...reading, ...(labels.length > 0 && { labels }), model };
}
