import type {
  Settings,
  SettingsView,
} from '../../manifests/hubspot/src/app/settings/page/talk/settings-shape.ts';

export const settings: Settings = {
  off: [],
  mappings: [{ fact: 'title', field: 'jobtitle', mode: 'suggest' }],
  callsPerDay: 50_000,
  basis: 'legitimate interest',
  graceDays: 30,
  ours: ['https://bsky.app/profile/acme.example'],
  model: true,
  budgets: { paid: { dollarsAMonth: 20 } },
};

const field = (name: string, label: string, told: object = {}) => ({
  name,
  label,
  kind: 'text',
  writable: true,
  ours: false,
  ...told,
});

/** What an administrator sees of an account in use; everything may be told. */
export function settingsView(told: Partial<SettingsView> = {}): SettingsView {
  return {
    settings,
    networks: [
      { id: 'bluesky', title: 'Bluesky' },
      { id: 'github', title: 'GitHub', why: 'Needs a token of your own.' },
    ],
    fields: [
      field('jobtitle', 'Job title'),
      field('company', 'Company name'),
      field('city', 'City'),
      field('createdate', 'Create date', { kind: 'date and time', writable: false }),
      field('kith_headline', 'Kith: Who they are', { ours: true }),
    ],
    approval: {
      state: 'waiting',
      planned: [
        {
          kind: 'field',
          name: 'kith_profiles',
          label: 'Social profiles',
          says: 'Linked profiles, one URL a line',
        },
      ],
    },
    preview: [
      {
        contact: '4711',
        name: 'Ada Quist',
        changes: [
          { field: 'jobtitle', label: 'Job title', from: 'Weaver', to: 'Programmer' },
          { field: 'kith_profiles', label: 'Social profiles', to: 'https://bsky.app/profile/ada.example' },
        ],
      },
    ],
    budget: {
      usedToday: 1_200,
      callsPerDay: 50_000,
      forecast: { contacts: 2_400, callsPer1000: 30, total: 72 },
    },
    health: {
      withheld: [],
      told: [
        { about: 'feeds', says: 'Hubs tell of 2 feeds at once, of 1 not: The hub answered 403.' },
        {
          about: 'mentions',
          says: 'No mentions are received: no host was named whose pages may be mentioned.',
        },
      ],
      contacts: 2_400,
      resolved: 1_800,
      waiting: 12,
      lastError: 'GitHub asked us to wait.',
      lastDelivery: '2026-11-26T07:30:11Z',
    },
    found: {
      linked: 430,
      suggested: 61,
      byNetwork: [
        { title: 'Bluesky', count: 310 },
        { title: 'GitHub', count: 120 },
      ],
    },
    ...told,
  };
}
