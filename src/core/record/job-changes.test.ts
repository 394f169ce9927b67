import { describe, expect, it } from 'vitest';
import { contact, profile } from '../../../tests/support/people.ts';
import type { Link } from '../identity/link.ts';
import type { Profile } from '../profile.ts';
import type { JobHistory, JobSeen } from './job-history.ts';
import { jobChanges } from './job-changes.ts';

const day = (n: number) => new Date(Date.UTC(2026, 4, n));
const titles = new Map([
  ['github', 'GitHub'],
  ['bluesky', 'Bluesky'],
]);
const hub = profile('github', '7', { handle: 'ada', employer: 'Contoso' });
const sky = profile('bluesky', 'did:1', { handle: 'ada.example', employer: 'Contoso Ltd' });

const linked = (one: Profile) => {
  const link: Link = {
    ...{ contact: contact().id, network: one.network, profile: one.id, status: 'auto', probability: 1 },
    ...{ evidence: [], decidedBy: 'Kith', model: 'test' },
  };
  return { link, profile: one };
};
const history = (one: Profile, ...jobs: (string | undefined)[]): JobHistory => ({
  network: one.network,
  id: one.id,
  jobs: jobs.map((employer, n): JobSeen => ({ since: day(n + 1), employer })),
});
const signals = (company: string | undefined, histories: readonly JobHistory[], live = [hub]) =>
  jobChanges(contact({ company }), live.map(linked), histories, { titles });

describe('a job change', () => {
  it('is told when a linked profile names another employer than before and than the CRM', () => {
    expect(signals('Northwind', [history(hub, 'Northwind', 'Contoso')])).toEqual([
      {
        ...{
          kind: 'job change',
          network: 'github',
          profile: '7',
          since: day(2).toISOString(),
          status: 'open',
        },
        says: 'On GitHub they work at Contoso now; before, it was Northwind. The CRM says Northwind.',
        url: 'https://github.example/ada',
      },
    ]);
  });

  it('is done once the CRM says the same, and open where the CRM names nobody', () => {
    const changed = [history(hub, 'Northwind', 'Contoso')];
    expect(signals('Contoso GmbH', changed).map(({ status }) => status)).toEqual(['done']);
    expect(signals(undefined, changed).map(({ status }) => status)).toEqual(['open']);
  });

  it.each(['self-employed', 'Contoso Bakery', '—'])(
    'claims nothing where the CRM says what cannot be compared: %s',
    (company) => {
      expect(signals(company, [history(hub, 'Northwind', 'Contoso Airlines')])).toEqual([]);
    },
  );

  it.each([
    ['a first employer', [undefined, 'Contoso']],
    ['another spelling', ['Contoso', 'Contoso Ltd', '@contoso']],
    ['an employer that is named no more', ['Northwind', 'Contoso', undefined]],
    ['nothing', []],
  ])('is not %s', (_, jobs) => {
    expect(signals('Northwind', [history(hub, ...jobs)])).toEqual([]);
  });

  it('is since when it was first seen, in whatever spelling', () => {
    const [signal] = signals('Northwind', [history(hub, 'Northwind', 'Contoso', 'Contoso Ltd')]);
    expect(signal).toMatchObject({ since: day(2).toISOString() });
    expect(signal?.says).toContain('they work at Contoso Ltd now');
  });

  it('that two profiles tell of is one, told by the first', () => {
    const later = history(sky, 'Northwind', 'Northwind Inc', 'Contoso Ltd');
    const told = signals('Northwind', [later, history(hub, 'Northwind', 'Contoso')], [sky, hub]);
    expect(told.map(({ network }) => network)).toEqual(['github']);
  });

  it('is nothing that an account tells that is not linked, or that fell silent', () => {
    const changed = [history(hub, 'Northwind', 'Contoso')];
    expect(signals('Northwind', changed, [])).toEqual([]);
    expect(signals('Northwind', changed, [{ ...hub, standing: 'deactivated' }])).toEqual([]);
  });
});
