import { NetworkId, PostId, ProfileId } from '../../src/core/ids.ts';
import type { Post } from '../../src/core/post.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Warning } from '../../src/flows/warning/open-warning.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR_MS = 3_600_000;
const RULE = '00000000-0000-4000-8000-000000000001';
const network = NetworkId.parse('github');
const url = 'https://github.example/grace';
const provenance = {
  source: network,
  url,
  fetchedAt: new Date(NOW),
  basis: 'published by the person',
} as const;
const wanted = { all: [], none: [], handles: [], hashtags: [], links: [], languages: [], networks: [] };

const by: Profile = {
  ...{ network, id: ProfileId.parse('7'), handle: 'grace', name: 'Grace Hopper', url },
  ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false, provenance },
};
const post: Post = {
  ...{ network, id: PostId.parse('acme#8'), profile: by.id, url: `${url}/8`, kind: 'issue', counts: {} },
  ...{ text: 'Kith login fails since this morning', publishedAt: new Date(NOW - HOUR_MS) },
  ...{ conversation: PostId.parse('acme#8'), provenance },
};

/** Early warning made by hand: a rule with a day like every other and one crisis in its last hours, unless told. */
export function handMadeWarning(raised = false): Warning {
  const at = new Date(NOW - 2 * HOUR_MS);
  const rule = { id: RULE, wanted: { ...wanted, name: 'Us', any: ['kith'] }, on: true, changedBy: 'ada' };
  const other = { ...rule, id: RULE.replace(/1$/, '2'), wanted: { ...rule.wanted, name: 'Rivals' } };
  return {
    overview: async () => ({
      rules: raised ? [{ rule }, { rule: other, learnsUntil: new Date(NOW + 72 * HOUR_MS) }] : [],
      alerts: raised
        ? [
            {
              ...{ id: 'a1', rule: RULE, measure: 'authors', level: 'crisis', at, p: 1e-7, hours: 4 },
              ...{ observed: 44, expected: 9.3, phrases: ['login fails', 'this morning'] },
              accounts: { posts: 44, authors: 41, evenAuthors: 39.2, copies: 30, aged: 12, young: 2 },
              drivers: [{ post, by }],
            },
          ]
        : [],
    }),
    stream: async (_at, { rule: id, days }) =>
      id !== RULE
        ? undefined
        : Array.from({ length: days * 24 }, (_, n) => {
            const hour = NOW / HOUR_MS - days * 24 + n;
            const expected = 4 + 3 * Math.sin(((hour % 24) / 24) * 2 * Math.PI);
            const observed = n >= days * 24 - 4 ? 24 : Math.round(expected + (n % 3) - 1);
            const half = 2 * Math.sqrt(expected);
            return { hour, observed, expected, low: Math.max(0, expected - half), high: expected + half };
          }),
  };
}
