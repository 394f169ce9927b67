import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../core/governance/settings.ts';
import type { Mapping, Settings } from '../core/governance/settings.ts';
import { Failure } from '../core/failure.ts';
import { ContactId } from '../core/ids.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { importPage } from './import-contacts.ts';
import { recheckPage } from './recheck.ts';
import { lookAgain } from './look-again.ts';
import { approve, changeSettings, overview } from './settings.ts';
import type { SettingsDeps } from './settings.ts';
import { answerSuggestion, putBack } from './suggestions.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const one = ContactId.parse('1');
const NETWORKS = [
  { id: 'bluesky', title: 'Bluesky' },
  { id: 'github', title: 'GitHub' },
];
const never = () => new Promise<void>(() => undefined);
const admin = (w: World): SettingsDeps => ({ ...w.deps, pause: never, offered: NETWORKS });
const set = (w: World, changes: Partial<Settings>) =>
  changeSettings(w.installation, { ...DEFAULTS, ...changes }, 'ada', admin(w));
const seen = (w: World) => overview(w.installation, admin(w));
const shown = (w: World, field = 'company') => w.memory.others.get('1')?.get(field);
const field = async (w: World) => (await w.record('1'))?.fields[0];

/** A contact whose GitHub profile, which the CRM names, says where they work. */
async function employed(w: World, employer = 'Engines'): Promise<void> {
  w.has(account('github', 'inesmoestrand', { name: 'Ines Moestrand', employer }));
  await w.save({ id: '1', name: 'Ines Moestrand', handles: ['github:inesmoestrand'] });
  await w.work();
}
/** The profile says something else now. */
async function changes(w: World, employer: string | undefined): Promise<void> {
  w.has(account('github', 'inesmoestrand', { name: 'Ines Moestrand', ...(employer && { employer }) }));
  w.pass(3600);
  await w.resolve('1');
  await w.work();
}
const maps = (mode: Mapping['mode'], more: Partial<Mapping> = {}): Partial<Settings> => ({
  mappings: [{ fact: 'company', field: 'company', mode, ...more }],
});
const mapped = async (mode: Mapping['mode'], stands?: string) => {
  const w = worlds.world();
  if (stands !== undefined) w.memory.type('1', 'company', stands);
  await w.work();
  expect(await set(w, maps(mode))).toEqual([]);
  await employed(w);
  return w;
};

describe('before an admin approves', () => {
  it('nothing at all is made or written in the CRM, and everything else goes on', async () => {
    const w = worlds.unapproved();
    await employed(w);
    expect(w.memory.calls).toEqual([]);
    expect((await w.record('1'))?.profiles).toHaveLength(1);
    const before = await seen(w);
    expect(before).not.toHaveProperty('approval');
    expect(before.planned.map(({ name }) => name)).toContain('kith_headline');
    expect(w.memory.calls).not.toContain('write');
    expect(w.memory.calls).not.toContain('prepare');
  });

  it('the preview says exactly what the first write then does', async () => {
    const w = worlds.unapproved();
    w.memory.type('1', 'company', 'Old Ltd');
    await set(w, maps('overwrite'));
    await employed(w);
    const { preview } = await seen(w);
    expect(preview).toHaveLength(1);
    const [first] = preview;
    expect(first).toMatchObject({ contact: '1', name: 'Ines Moestrand' });
    expect(first?.changes).toContainEqual({
      ...{ field: 'company', label: 'Company name' },
      ...{ from: 'Old Ltd', to: 'Engines' },
    });
    await approve(w.installation, { approve: true, by: 'ada' }, w.deps);
    await w.work();
    const own = Object.entries(w.shown('1')).map(([name, value]) => [name, String(value)]);
    const foreseen = first?.changes.filter(({ field, to }) => field !== 'company' && to !== undefined);
    expect(foreseen?.map(({ field, to }) => [field, to]).toSorted()).toEqual(own.toSorted());
    expect(shown(w)).toBe('Engines');
    expect(await seen(w)).toMatchObject({ approval: { by: 'ada' }, preview: [], planned: [] });
  });

  it('taken back, it holds again what waits', async () => {
    const w = worlds.unapproved();
    await approve(w.installation, { approve: true, by: 'ada' }, w.deps);
    await approve(w.installation, { approve: false, by: 'ada' }, w.deps);
    await employed(w);
    expect(w.memory.calls).toEqual([]);
    expect((await seen(w)).preview).toHaveLength(1);
  });
});

describe('a mapped field', () => {
  it('is filled where it is blank, and a person’s value stays', async () => {
    expect(shown(await mapped('fill blank'))).toBe('Engines');
    const w = await mapped('fill blank', 'Old Ltd');
    expect(shown(w)).toBe('Old Ltd');
    expect(await field(w)).toMatchObject({ standing: 'left', label: 'Company name' });
  });

  it('holds the address of the source in the mode `link`', async () => {
    expect(shown(await mapped('link'))).toBe('https://github.com/inesmoestrand');
  });

  it('is overwritten where an admin wants that; what was there is kept and comes back on demand', async () => {
    const w = await mapped('overwrite', 'Old Ltd');
    expect(shown(w)).toBe('Engines');
    expect(await field(w)).toMatchObject({ standing: 'written', undo: { to: 'Old Ltd' } });
    const where = { contact: one, field: 'company' };
    expect(await putBack(w.installation, where, w.deps)).toBe('put back');
    expect(shown(w)).toBe('Old Ltd');
    await changes(w, 'Engines');
    expect(shown(w)).toBe('Old Ltd');
    expect(await putBack(w.installation, where, w.deps)).toBe('nothing to put back');
  });

  it('is left to a person who changed it after Kith wrote, until the fact changes, and the record says so', async () => {
    const w = await mapped('overwrite', 'Old Ltd');
    w.memory.type('1', 'company', 'Mine');
    await lookAgain(w.installation, [one], w.deps);
    expect(await field(w)).toMatchObject({
      standing: 'changed',
      says: expect.stringMatching(/leaves it alone/),
    });
    await changes(w, 'Engines');
    expect(shown(w)).toBe('Mine');
    await changes(w, 'Contoso');
    expect(shown(w)).toBe('Contoso');
    const trails = await w.inside((v) => v.mapped.trails([one]));
    expect(trails.get(one)?.['company']?.former.map(({ value }) => value)).toEqual(['Old Ltd', 'Mine']);
  });

  it('gets back what was there when the link proves wrong', async () => {
    const w = await mapped('overwrite', 'Old Ltd');
    await w.say('1', account('github', 'inesmoestrand'), 'rejected');
    await w.work();
    expect(shown(w)).toBe('Old Ltd');
    await w.say('1', account('github', 'inesmoestrand'), 'withdrawn');
    await w.work();
    expect(shown(w)).toBe('Engines');
  });

  it('is only suggested until a person accepts; declined, it is asked again when the fact changes', async () => {
    const w = await mapped('suggest', 'Old Ltd');
    expect(await field(w)).toMatchObject({
      standing: 'suggested',
      value: 'Engines',
      source: { name: 'GitHub' },
    });
    const answer = (accept: boolean, of = 'company') =>
      answerSuggestion(w.installation, { contact: one, field: of, accept }, w.deps);
    expect(await answer(true, 'jobtitle')).toBe(false);
    expect(await answer(false)).toBe(true);
    await w.work();
    expect([shown(w), (await field(w))?.standing]).toEqual(['Old Ltd', 'declined']);
    await changes(w, 'Contoso');
    expect(await field(w)).toMatchObject({ standing: 'suggested', value: 'Contoso' });
    expect(await answer(true)).toBe(true);
    await w.work();
    expect(shown(w)).toBe('Contoso');
    expect(await answer(false)).toBe(false);
  });

  it('that the CRM does not take keeps Kith’s own fields from nothing', async () => {
    const w = worlds.world();
    w.memory.state.refuses = new Set(['Engines']);
    await set(w, maps('overwrite'));
    await employed(w);
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
    expect(await field(w)).toMatchObject({ standing: 'refused' });
    expect(await w.rows('outbox')).toEqual([]);
  });

  it('that somebody took away in the CRM keeps Kith’s own fields from nothing either', async () => {
    const w = worlds.world();
    await set(w, maps('overwrite'));
    w.memory.state.fields = w.memory.state.fields.filter(({ name }) => name !== 'company');
    await employed(w);
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
    expect(await field(w)).toMatchObject({ standing: 'refused' });
  });

  it('causes one write and no echo: the event of our own write changes nothing and speaks for nobody', async () => {
    const w = await mapped('overwrite', 'Old Ltd');
    const writes = () => w.memory.calls.filter((call) => call === 'write').length;
    const before = [writes(), await w.record('1')];
    w.pass(60);
    await w.save({ id: '1', name: 'Ines Moestrand', company: 'Engines', handles: ['github:inesmoestrand'] });
    await w.work();
    const kept = await w.inside((v) => v.contacts.find(one));
    expect(kept?.company).toBe('Old Ltd');
    expect(writes()).toBe(before[0]);
  });

  it.each([
    [{ field: 'nothing' }, /no such contact field/],
    [{ field: 'created' }, /only be read/],
    [{ field: 'email' }, /who the person is/],
  ])('is refused where it cannot be: %o', async (more, why) => {
    const w = worlds.world();
    const [trouble] = await set(w, maps('overwrite', more));
    expect(trouble?.says).toMatch(why);
    expect((await w.inside((v) => v.governance.read())).settings).toEqual(DEFAULTS);
  });
});

describe('a network that is off', () => {
  it('is not asked, and a name that Kith does not know is refused', async () => {
    const w = worlds.world();
    expect(await set(w, { off: ['github' as never] })).toEqual([]);
    await employed(w);
    expect((await w.record('1'))?.profiles).toEqual([]);
    const [trouble] = await set(w, { off: ['nowhere' as never] });
    expect(trouble?.says).toMatch(/no network of this name/);
  });
});

describe('the day’s calls', () => {
  const spend = (w: World, calls: number) => {
    for (let n = 0; n < calls; n++) w.deps.budget.count(w.installation);
  };

  it('hold back writing and importing until they last again, which is looked at every hour, and health says so', async () => {
    const w = worlds.world();
    await set(w, { callsPerDay: 100 });
    spend(w, 100);
    await employed(w);
    expect(w.memory.calls.filter((call) => call === 'write')).toEqual([]);
    await importPage(w.installation, undefined, w.deps);
    await recheckPage({ installation: w.installation }, w.deps);
    const hour = { seconds: 3600 };
    expect(await w.later()).toMatchObject([
      { name: 'import', ...hour },
      { name: 'patch', ...hour },
      { name: 'recheck', ...hour },
    ]);
    expect(await w.inside((v) => v.contacts.count())).toBe(1);
    expect((await seen(w)).health.lastError).toMatch(/100 calls to the CRM are used up.*00:00 UTC/);
    w.pass(86_400);
    expect((await seen(w)).health).not.toHaveProperty('lastError');
    await w.resolve('1');
    await w.work();
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
  });

  it('are left to everybody else from 70 % of what the CRM itself allows in a day, as long as it said so lately', async () => {
    const w = worlds.world();
    const usage = (used: number) => w.deps.budget.saw(w.installation, { used, allowed: 1000 });
    usage(699);
    expect(await w.deps.budget.isSpent(w.installation)).toBe(false);
    usage(700);
    expect(await w.deps.budget.isSpent(w.installation)).toBe(true);
    w.pass(3601);
    expect(await w.deps.budget.isSpent(w.installation)).toBe(false);
  });

  it('are counted in memory, and kept when somebody asks and at the end', async () => {
    const w = worlds.world();
    spend(w, 30);
    expect(await w.deps.budget.used(w.installation)).toBe(30);
    spend(w, 3);
    await w.deps.budget.close();
    expect(await w.inside((v) => v.governance.callsOn('2026-05-01'))).toBe(33);
  });
});

describe('the overview', () => {
  it('shows the rest when the CRM does not answer, and says so in one line', async () => {
    const w = worlds.world();
    await employed(w);
    w.memory.state.trouble = new Failure('unavailable', 'gone');
    const page = await seen(w);
    expect(page).toMatchObject({ fields: [], planned: [], found: { linked: 1 }, health: { contacts: 1 } });
    expect(page.trouble).toMatch(/is not answering/);
  });

  it('waits for the CRM only so long', async () => {
    const w = worlds.world();
    const slow = {
      ...admin(w),
      crmOf: () => new Promise<never>(() => undefined),
      pause: async () => undefined,
    };
    expect((await overview(w.installation, slow)).trouble).toMatch(/is not answering/);
  });
});
