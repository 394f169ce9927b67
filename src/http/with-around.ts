import type { CustomerRecord } from '../core/record/record.ts';
import type { Around } from './around.ts';
import { seal } from './etag.ts';
import type { Sealed } from './etag.ts';
import type { RecordAnswer } from './shapes.ts';

/** A record and what the CRM knows around it, as one answer. A CRM in trouble is one more line in its freshness. */
export function withAround(
  { json }: Sealed,
  { items, abilities, trouble }: Around,
  { id, title = id }: { readonly id: string; readonly title: string | undefined },
  reaches?: RecordAnswer['reaches'],
): Sealed {
  const record = JSON.parse(json) as CustomerRecord;
  const line = { block: id, title, trouble: `${title} ${trouble}; the rest is shown.` };
  const answer: RecordAnswer = {
    ...record,
    freshness: trouble === undefined ? record.freshness : [...record.freshness, line],
    around: items.map((item) => ({ ...item, at: item.at.toISOString() })),
    abilities: abilities.toSorted(),
    ...(reaches && { reaches }),
  };
  return seal(JSON.stringify(answer));
}

/** A record and whom its person reaches, as one answer; the record alone where that is nobody. */
export function withReaches(view: Sealed, reaches: RecordAnswer['reaches']): Sealed {
  if (!reaches) return view;
  const record = JSON.parse(view.json) as CustomerRecord;
  return seal(JSON.stringify({ ...record, reaches } satisfies RecordAnswer));
}
