import type { Between } from './typed-between.ts';

/** What became of what people typed while Kith wrote, by how often. */
export type BetweenCounts = ReadonlyMap<Between | 'cannot know', number>;

/** So far back an admin is told. */
export const TOLD_DAYS = 30;

/** How often people typed into a field while Kith wrote there, and what became of it; undefined where nobody did. */
export function betweenSays(counts: BetweenCounts): string | undefined {
  const [back, kept, unknown] = (['given back', 'kept', 'cannot know'] as const).map(
    (became) => counts.get(became) ?? 0,
  );
  const typed = (back ?? 0) + (kept ?? 0);
  const became = [
    ...(back ? [`theirs stands again in ${count(back)}`] : []),
    ...(kept ? [`theirs is kept for an undo in ${count(kept)}, as “overwrite” asks`] : []),
  ];
  const said = [
    ...(typed
      ? [`${times(typed)} somebody typed into a field while Kith wrote there: ${became.join('; ')}.`]
      : []),
    ...(unknown ? [`Of ${count(unknown)} more the CRM does not tell whether somebody did.`] : []),
  ];
  return said.length === 0 ? undefined : `In the last ${TOLD_DAYS} days: ${said.join(' ')}`;
}

const count = (n: number) => n.toLocaleString('en');
const times = (n: number) => (n === 1 ? 'once' : `${count(n)} times`);
