import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inHubSpot, inSalesforce, openTyping } from '../../tests/support/typing.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { lookBack } from './typed-between.ts';
import { leave } from './uninstall.ts';
import { overview } from './settings.ts';
import { answerSuggestion, putBack } from './suggestions.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

describe.each([
  { crm: 'HubSpot', open: () => inHubSpot() },
  { crm: 'Salesforce', open: inSalesforce },
])('what somebody types into $crm between Kith’s look and its write', ({ open }) => {
  let side: Awaited<ReturnType<typeof open>>;
  afterEach(() => side.close());
  const typing = async (mode: Parameters<typeof openTyping>[2]) =>
    openTyping(worlds, (side = await open()), mode);
  const noted = (t: Awaited<ReturnType<typeof typing>>) => t.w.inside((w) => w.mapped.typedBetween(9));

  it('stands again once the CRM tells of it, Kith’s becomes a suggestion, and both are said', async () => {
    const t = await typing('fill blank');
    t.typesBetween('Typed in between');
    await t.begins();
    expect(t.shows()).toBe('Engines');
    await t.hears();
    expect(t.shows()).toBe('Typed in between');
    expect(await t.field()).toMatchObject({
      ...{ standing: 'suggested', value: 'Engines' },
      says: expect.stringMatching(/typed here while Kith was writing/),
    });
    expect(await noted(t)).toMatchObject([{ field: side.field, became: 'given back' }]);
    const page = await overview(t.w.installation, {
      ...t.w.deps,
      pause: () => new Promise(() => {}),
      offered: [],
    });
    expect(page.typed).toMatch(/once somebody typed .* stands again in 1/);
    await t.hears();
    await t.hears({ latestFirst: true });
    expect([t.shows(), t.writes]).toEqual(['Typed in between', ['Engines', 'Typed in between']]);
    const answer = { contact: side.contact, field: side.field, accept: true };
    expect(await answerSuggestion(t.w.installation, answer, t.w.deps)).toBe(true);
    await t.w.work();
    await t.hears();
    expect([t.shows(), (await t.field())?.standing]).toEqual(['Engines', 'written']);
    expect((await t.trail())?.former.map(({ value }) => value)).toContain('Typed in between');
  });

  it('is kept where an admin wants Kith’s value whatever stands there, and comes back when it is put back', async () => {
    const t = await typing('overwrite');
    t.typesBetween('Typed in between');
    await t.begins();
    await t.hears({ latestFirst: true });
    expect([t.shows(), t.writes]).toEqual(['Engines', ['Engines']]);
    expect(await t.field()).toMatchObject({
      ...{ standing: 'written', undo: { to: 'Typed in between' } },
      says: expect.stringMatching(/is kept/),
    });
    expect(await noted(t)).toMatchObject([{ became: 'kept' }]);
    const where = { contact: side.contact, field: side.field };
    expect(await putBack(t.w.installation, where, t.w.deps)).toBe('put back');
    expect(t.shows()).toBe('Typed in between');
  });

  it('is there again when Kith is uninstalled', async () => {
    const t = await typing('overwrite');
    t.typesBetween('Typed in between');
    await t.begins();
    await t.hears();
    const { installation: id } = t.w;
    const row = { id, crm: 'hubspot', account: id, sample: false, status: 'active' } as const;
    await t.w.deps.store.install({ ...row, installedAt: t.w.now() });
    await leave(t.w.installation, { keepFields: true, restore: true }, t.w.deps);
    expect(t.shows()).toBe('Typed in between');
  });

  it('is left alone where the same person typed again after Kith wrote, in whatever order that is told', async () => {
    for (const latestFirst of [false, true]) {
      const t = await typing('fill blank');
      t.typesBetween('Typed in between');
      await t.begins();
      t.types('Typed after');
      await t.hears({ latestFirst });
      expect([t.shows(), t.writes]).toEqual(['Typed after', ['Engines']]);
      if (!latestFirst) await side.close();
    }
  });

  it('is what Kith gives back over, not what somebody types while it gives back', async () => {
    const t = await typing('fill blank');
    t.typesBetween('Typed in between');
    await t.begins();
    t.typesBetween('Typed while Kith gave back');
    await t.hears();
    await t.hears();
    expect(t.shows()).toBe('Typed while Kith gave back');
    await t.hears({ latestFirst: true });
    expect(t.shows()).toBe('Typed while Kith gave back');
    expect(t.writes.length).toBeLessThanOrEqual(3);
  });

  it('stands again although the fact changed meanwhile', async () => {
    const t = await typing('link');
    t.typesBetween('Typed in between');
    await t.begins();
    await t.finds('Contoso');
    await t.hears();
    await t.finds('Fabrikam');
    expect(t.shows()).toBe('Typed in between');
  });
});

describe('what no event tells', () => {
  let side: Awaited<ReturnType<typeof inHubSpot>>;
  afterEach(() => side.close());

  it('is found in HubSpot’s history when all contacts are looked up again', async () => {
    const t = await openTyping(worlds, (side = await inHubSpot()), 'fill blank');
    side.silence();
    t.typesBetween('Typed in between');
    await t.begins();
    await t.hears();
    expect(t.shows()).toBe('Engines');
    await t.w.inside((w) => w.enqueue('recheck', [{ installation: t.w.installation }]));
    await t.w.work();
    expect(t.shows()).toBe('Typed in between');
  });

  it('is found in HubSpot’s history where the app is told nothing of a property, a minute after Kith wrote it', async () => {
    const t = await openTyping(worlds, (side = await inHubSpot('lifecyclestage')), 'fill blank');
    t.typesBetween('Typed in between');
    await t.begins();
    expect(t.shows()).toBe('Typed in between');
  });

  it('is said to be in doubt in Salesforce, which keeps no history for Kith, where nothing was told since', async () => {
    const t = await openTyping(worlds, (side = await inSalesforce()), 'fill blank');
    side.silence();
    const since = t.w.now();
    t.typesBetween('Typed in between');
    await t.begins();
    await lookBack(t.w.installation, [side.contact], since, t.w.deps);
    await lookBack(t.w.installation, [side.contact], since, t.w.deps);
    const noted = await t.w.inside((w) => w.mapped.typedBetween(9));
    expect(noted.map(({ contact, became }) => [contact, became])).toEqual([[side.contact, 'cannot know']]);
  });
});

it('Salesforce itself refuses what is written of one contact alone that somebody changed since Kith looked', async () => {
  const side = await inSalesforce({ alone: true });
  const t = await openTyping(worlds, side, 'fill blank');
  t.typesBetween('Typed in between');
  await t.begins();
  expect(t.shows()).toBe('Typed in between');
  expect(await t.field()).toMatchObject({ standing: 'left' });
  await t.hears();
  expect([t.shows(), t.writes]).toEqual(['Typed in between', ['Engines']]);
  await side.close();
});
