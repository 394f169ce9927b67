import type { Adds } from '../../core/listening/adds.ts';
import type { WantedListening } from '../../core/listening/rule.ts';
import { TARGET_WORDS } from '../../core/listening/target.ts';
import type { ListeningLine } from '../../http/listening-shapes.ts';
import { many } from '../words.ts';

type Titles = ReadonlyMap<string, string>;

/** A rule as a sentence. */
export function wantedSays(wanted: WantedListening, titles: Titles): string {
  const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`);
  const one = [
    ...quoted(wanted.any),
    ...wanted.handles.map((handle) => `@${handle}`),
    ...wanted.hashtags.map((tag) => `#${tag}`),
    ...wanted.links,
  ];
  const parts = [
    wanted.all.length > 0 && `all of ${quoted(wanted.all).join(', ')}`,
    one.length > 0 && (one.length > 1 ? `one of ${one.join(', ')}` : one[0]),
    wanted.none.length > 0 && `none of ${quoted(wanted.none).join(', ')}`,
  ].filter((part) => part !== false);
  const languages = wanted.languages.length > 0 ? `, in ${wanted.languages.join(' or ')}` : '';
  const about = wanted.target ? ` They are ${TARGET_WORDS[wanted.target]}.` : '';
  const where = wanted.networks.map((id) => titles.get(id) ?? id).join(', ');
  return `Posts with ${parts.join(' and ')}${languages}, ${where === '' ? 'on every network that can be listened to' : `on ${where}`}.${about}`;
}

/** “Who is heard 3 times in 30 days is added to HubSpot, at most 10 people a day.” */
export function addsSays({ times, days, intent, mostADay }: Adds, crm: string): string {
  const wanting = intent === undefined ? '' : ` by posts that surely want “${intent}”`;
  const often = `${times === 1 ? 'once' : `${times} times`} in ${many(days, 'day')}`;
  return `Who is heard ${often}${wanting} is added to ${crm}, at most ${many(mostADay, 'person', 'people')} a day.`;
}

/** “12 posts in 30 days: Hacker News 8, GitHub 4.” */
export function volumeSays({ heard, days }: ListeningLine, titles: Titles): string {
  const by = Map.groupBy(days, ({ network }) => network);
  const each = [...by].map(
    ([network, all]) => `${titles.get(network) ?? network} ${all.reduce((sum, day) => sum + day.heard, 0)}`,
  );
  return `${many(heard, 'post')} in 30 days${each.length > 0 ? `: ${each.join(', ')}` : ''}.`;
}

/** “31 of 40 were relevant (63 % to 88 %).” */
export function precisionSays(precision: ListeningLine['precision']): string {
  if (!precision) return 'Nobody has said yet what of it was relevant.';
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const { relevant, answered, from, to } = precision;
  return `${relevant} of ${answered} were relevant (surely ${percent(from)} to ${percent(to)}).`;
}
