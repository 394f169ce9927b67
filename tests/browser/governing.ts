import { DEFAULTS } from '../../src/core/governance/settings.ts';
import type { Settings } from '../../src/core/governance/settings.ts';
import { ContactId } from '../../src/core/ids.ts';
import type { Governing } from '../../src/http/deps.ts';

type Overview = Awaited<ReturnType<Governing['overview']>>;

/** What an admin sees and decides, made by hand: what is decided is shown. */
export interface HandMade {
  readonly governing: Governing;
  /** What a test may change while the app runs. */
  readonly state: {
    overview: Overview;
    uninstalled?: object;
    troubles: Awaited<ReturnType<Governing['change']>>;
  };
  readonly saved: Settings[];
  readonly answers: object[];
}

const NOW = new Date('2026-11-22T12:00:00Z');

export const OVERVIEW: Overview = {
  settings: DEFAULTS,
  labels: {},
  networks: [
    { id: 'bluesky', title: 'Bluesky' },
    { id: 'github', title: 'GitHub' },
    { id: 'slowgram', title: 'Slowgram', why: 'Its terms forbid matching profiles to customers.' },
  ],
  fields: [
    { name: 'company', label: 'Company name', kind: 'text', writable: true, ours: false },
    { name: 'jobtitle', label: 'Job title', kind: 'text', writable: true, ours: false },
    { name: 'created', label: 'Create date', kind: 'date and time', writable: false, ours: false },
    { name: 'kith_headline', label: 'Kith: Who they are', kind: 'text', writable: true, ours: true },
  ],
  planned: [
    { kind: 'group', name: 'kith', label: 'Kith', says: 'Holds Kith’s fields' },
    { kind: 'field', name: 'kith_headline', label: 'Kith: Who they are', says: 'One sentence' },
  ],
  preview: [
    {
      contact: ContactId.parse('101'),
      name: 'Mara Lindqvist',
      changes: [
        { field: 'headline', label: 'Kith: Who they are', to: 'Grower of pears' },
        { field: 'company', label: 'Company name', from: 'Old Orchard', to: 'Pear & Co' },
      ],
    },
  ],
  withheld: [],
  usedToday: 120,
  forecast: { contacts: 2600, callsPer1000: 30, total: 80 },
  health: { contacts: 2600, resolved: 2600, waiting: 0, lastDelivery: NOW },
  found: {
    ...{ linked: 840, suggested: 12 },
    byNetwork: [
      { network: 'bluesky', count: 700 },
      { network: 'github', count: 210 },
    ],
  },
};

export function handMade(changes: Partial<Overview> = {}): HandMade {
  const state: HandMade['state'] = { overview: { ...OVERVIEW, ...changes }, troubles: [] };
  const [saved, answers]: [Settings[], object[]] = [[], []];
  const governing: Governing = {
    overview: () => Promise.resolve(state.overview),
    change: (_installation, settings) => {
      if (state.troubles.length > 0) return Promise.resolve(state.troubles);
      saved.push(settings);
      state.overview = { ...state.overview, settings };
      return Promise.resolve([]);
    },
    approve: (_installation, { approve, by }) => {
      const { approval: _, ...rest } = state.overview;
      state.overview = approve ? { ...rest, approval: { by, at: NOW } } : rest;
      return Promise.resolve();
    },
    admit: (_installation, person) => {
      const { governor = person } = state.overview;
      state.overview = { ...state.overview, governor };
      return Promise.resolve(governor.user === person.user ? undefined : { instead: governor });
    },
    release: () => {
      const { governor: _, ...rest } = state.overview;
      state.overview = rest;
      return Promise.resolve();
    },
    uninstall: (_installation, how) => {
      state.uninstalled = how;
      return Promise.resolve(new Date('2026-12-22T12:00:00Z'));
    },
    answer: (_installation, answer) => {
      answers.push(answer);
      return Promise.resolve(true);
    },
    putBack: (_installation, where) => {
      answers.push(where);
      return Promise.resolve('put back');
    },
  };
  return { governing, state, saved, answers };
}
