import { ContactId, NetworkId, PostId, ProfileId } from '../../src/core/ids.ts';
import type { ListeningRule } from '../../src/core/listening/rule.ts';
import type { Post } from '../../src/core/post.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { NamedAddition } from '../../src/flows/listening/adding.ts';
import type { Listeners } from '../../src/flows/listening/open-listening.ts';
import type { PersonHeard } from '../../src/ports/listening.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const RULE = '00000000-0000-4000-8000-000000000001';
const network = NetworkId.parse('github');
const consent = NetworkId.parse('discord');
const url = 'https://github.example/grace';
const provenance = { source: network, url, fetchedAt: NOW, basis: 'published by the person' } as const;

const grace: Profile = {
  ...{ network, id: ProfileId.parse('7'), handle: 'grace', name: 'Grace Hopper', url },
  ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false, provenance },
};
const post: Post = {
  ...{ network, id: PostId.parse('acme#7'), profile: grace.id, url: `${url}/7`, kind: 'issue', counts: {} },
  ...{ text: 'Does Kith work offline?', publishedAt: NOW, conversation: PostId.parse('acme#7'), provenance },
};

/** What comes of adding somebody to the CRM, and why nobody may be. */
export interface Added {
  readonly outcome: NamedAddition['state'];
  readonly plan?: { readonly refused: string };
}

const ADDITION = {
  ...{ key: 'key', at: NOW, mayInsist: true, others: [ContactId.parse('101')] },
  names: new Map([['101', 'Grace Hopper, Navy']]),
};

/** Listening made by hand: one person was heard by one rule, unless told; what is done is remembered. */
export function handMadeListening(
  heard = false,
  added: Added = { outcome: 'added' },
): Listeners & { readonly done: object[] } {
  const done: object[] = [];
  let addition: NamedAddition | undefined;
  const rules: ListeningRule[] = [];
  const wanted = { all: [], none: [], handles: [], hashtags: [], links: [], languages: [], networks: [] };
  if (heard)
    rules.push({ id: RULE, wanted: { ...wanted, name: 'Us', any: ['kith'] }, on: true, changedBy: 'ada' });
  const line = { rule: RULE, post, because: ['kith'], at: NOW };
  let people: PersonHeard[] = heard ? [{ profile: grace, posts: 1, lastHeard: NOW, newest: [line] }] : [];
  const put = (id: string, change: (rule: ListeningRule) => ListeningRule) => {
    const at = rules.findIndex((rule) => rule.id === id);
    const found = rules[at];
    return found && (rules[at] = change(found));
  };
  return {
    done,
    overview: async () => ({
      ...{ rules, asked: [], today: '2026-11-22', strangerDays: 30 },
      days: heard
        ? [{ rule: RULE, network, day: '2026-11-22', asked: 9, heard: 42, relevant: 31, irrelevant: 9 }]
        : [],
      networks: [
        { network, listened: { hears: true, how: 'is searched' }, allowed: 2_400 },
        { network: consent, listened: { hears: false, why: 'is not listened to: Ask them first' } },
      ],
    }),
    make: async (_at, rule, by) => {
      if (rule.name === 'Refused') return { refused: 'Discord is not listened to: Ask them first.' };
      const made = {
        id: `00000000-0000-4000-8000-00000000001${rules.length}`,
        wanted: rule,
        on: false,
        changedBy: by,
      };
      rules.push(made);
      return made;
    },
    change: async (_at, id, rule) => put(id, (before) => ({ ...before, wanted: rule })),
    turn: async (_at, id, on) => put(id, (before) => ({ ...before, on })),
    remove: async (_at, id) => {
      const at = rules.findIndex((rule) => rule.id === id);
      if (rules[at]?.wanted.name === 'In use')
        return { refused: 'The rule “X” asks for it: switch that off first.' };
      return at >= 0 && rules.splice(at, 1).length > 0;
    },
    preview: async (_at, rule, live) => ({
      known: {
        of: 200,
        heard: 3,
        byNetwork: [{ network, heard: 3 }],
        newest: [{ post, by: grace, because: ['kith'] }],
      },
      ...(rule.adds && { adds: { people: 2, first: [grace], nobody: [] } }),
      ...(live && { live: { network: live, found: 20, heard: [] } }),
    }),
    people: async () => people,
    answer: async (_at, about, relevant) => {
      if (about.rule !== RULE) return false;
      done.push({ ...about, relevant });
      people = people.map((person) => ({ ...person, newest: [{ ...line, relevant }] }));
      return true;
    },
    ignore: async (_at, { id }) => {
      const there = people.some(({ profile }) => profile.id === id);
      people = people.filter(({ profile }) => profile.id !== id);
      return there;
    },
    link: async (_at, { id }, to) => {
      done.push({ ...to, profile: id });
      people = [];
      return true;
    },
    planAdding: async () =>
      added.plan ?? [
        { label: 'Last name', value: 'Hopper' },
        { label: 'Company', value: '[not known]', says: 'The CRM wants one, and none is stated' },
      ],
    addToCrm: async (_at, { id }, { by, insist }) => {
      done.push({ added: id, insist });
      const { outcome } = added;
      const state = insist ? ('added' as const) : outcome;
      addition = { ...ADDITION, by, state, ...(state === 'added' && { contact: ContactId.parse('101') }) };
      if (state === 'refused') addition = { ...addition, says: 'The CRM wants a colour.' };
      if (state === 'added') people = [];
      return addition;
    },
    additionsOf: async () => new Map(addition && people.length > 0 ? [['github:7', addition]] : []),
    additions: async () => (addition ? [{ ...addition, network }] : []),
    keepStrangers: async (_at, days) => void done.push({ days }),
  };
}
