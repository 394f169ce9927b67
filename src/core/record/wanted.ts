import type { Wanted } from './patch.ts';
import type { CustomerRecord } from './record.ts';

/** CRM text fields of the plain kind hold so much. */
const LINE = 250;

/**
 * What Kith's own fields should show of a record. Nothing in it depends on the time of day, so that an unchanged record
 * never yields a patch.
 */
export function wantedOf(record: CustomerRecord): Wanted {
  const post = record.conversations.find(({ kind }) => kind !== 'share'); // a share is somebody else's words
  const active = record.profiles.filter(({ standing }) => standing === 'active');
  const influence = active
    .flatMap(({ influence: one }) => (one?.known ? [one] : []))
    .toSorted((a, b) => b.percentile - a.percentile)[0];
  const [described] = active.filter(({ bio }) => bio !== undefined);
  return {
    profiles: record.profiles.length === 0 ? null : record.profiles.map(({ url }) => url).join('\n'),
    profileCount: record.profiles.length,
    influence: influence?.percentile ?? null,
    influenceWhy: line(influence?.because[0]?.says),
    lastPostAt: post?.publishedAt ?? null,
    lastPost: post?.url ?? null,
    lastTone: post ? (post.reading?.tone?.label ?? 'not sure') : null,
    headline: line(described?.bio),
  };
}

function line(text: string | undefined): string | null {
  const flat = text?.replace(/\s+/g, ' ').trim() ?? '';
  return flat === '' ? null : [...flat].slice(0, LINE).join('');
}
