import { DAY, HOUR } from './person.ts';
import type { SamplePerson, SamplePost } from './person.ts';

const said = (minutesAgo: number, text: string, language = 'en'): SamplePost => ({
  ...{ minutesAgo, text, language },
  likes: 3,
});

/** What the sample people say to each other, by who says it. */
const TALK: ReadonlyMap<string, readonly SamplePost[]> = new Map([
  [
    'mara',
    [
      said(3 * DAY, '@amaraokafor.example We keep the same list for our ferry terminals, port by port.'),
      said(5 * DAY, '@amaraokafor.example Noted. Our terminals open at six, so the list is read at five.'),
    ],
  ],
  [
    'yuki',
    [
      said(4 * DAY, '@amaraokafor.example 横浜でも同じ番号の付け方をしています。', 'ja'),
      said(4 * DAY + 2 * HOUR, '@amaraokafor.example 港ごとに一覧を分けています。', 'ja'),
      said(8 * DAY, '@amaraokafor.example 資料を読みました。', 'ja'),
    ],
  ],
  ['callum', [said(6 * DAY, '@amaraokafor.example The hotels number their parcels by floor.')]],
  [
    'tomas',
    [
      said(4 * DAY, '@maralindqvist.example The ferry timetable is on our wall now.'),
      said(5 * DAY, '@maralindqvist.example Terminal three is the one with the red door.'),
      said(9 * DAY, '@maralindqvist.example We moved the pallets to Tuesday.'),
    ],
  ],
]);

/** The person with what they say to others. */
export function talking(person: SamplePerson): SamplePerson {
  const posts = TALK.get(person.key);
  if (!posts || !person.bluesky) return person;
  return { ...person, bluesky: { ...person.bluesky, posts: [...person.bluesky.posts, ...posts] } };
}
