import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListened, SEARCHED, stranger } from '../../../tests/support/listened.ts';
import type { Listened } from '../../../tests/support/listened.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { Failure } from '../../core/failure.ts';
import { ContactId } from '../../core/ids.ts';
import type { Terms } from '../../core/terms.ts';
import { erase } from '../act.ts';
import { approve } from '../settings.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const ada = stranger('1', { handle: 'ada', name: 'Ada Lovelace', emails: ['ada@analytical.example'] });

/** Ada was heard, who is linked to nobody, and an admin let Kith write. */
async function heard(terms: Partial<Terms> = {}) {
  const open = worlds.under(SEARCHED, terms);
  const bed = await openListened({ ...worlds, world: () => open });
  await bed.rule({ any: ['kith'] });
  bed.says(ada, 'kith', 'post 0');
  await bed.round();
  await bed.w.work();
  const press = (insist = false) => bed.listeners.addToCrm(bed.at, ada, { by: 'rep 7', insist });
  return { ...bed, press, plan: () => bed.listeners.planAdding(bed.at, ada), crm: bed.w.memory };
}

const addedOf = (bed: Listened) => bed.listeners.additions(bed.at, 10);

describe('a person heard, added to the CRM', () => {
  it('is a contact there, linked as the person’s word, and not heard as a stranger any more', async () => {
    const bed = await heard();
    const plan = await bed.plan();
    expect(plan).toContainEqual({ label: 'E-mail', value: 'ada@analytical.example' });
    expect(bed.crm.people.size).toBe(0);
    const done = await bed.press();
    expect(done).toMatchObject({ state: 'added', by: 'rep 7', contact: 'new-1' });
    expect([...bed.crm.people.values()]).toMatchObject([
      { name: { first: 'Ada', last: 'Lovelace' }, url: ada.url },
    ]);
    expect(await bed.w.links('new-1')).toMatchObject([{ profile: '1', status: 'confirmed' }]);
    expect(await bed.w.rows('verdict')).toMatchObject([{ says: 'confirmed', decided_by: 'rep 7' }]);
    expect(await bed.people()).toEqual([]);
    expect(await addedOf(bed)).toMatchObject([{ by: 'rep 7', state: 'added', contact: 'new-1' }]);
  });

  it('is added once, however often it is pressed, and by two at once', async () => {
    const bed = await heard();
    await Promise.all([bed.press(), bed.press()]);
    expect(await bed.press()).toEqual({ refused: 'They are a contact already.' });
    await bed.w.work();
    expect(bed.crm.people.size).toBe(1);
  });

  it('is added once by itself, where the CRM’s answer was lost', async () => {
    const bed = await heard();
    bed.crm.state.loses = 1;
    expect(await bed.press()).toMatchObject({ state: 'waiting' });
    expect([bed.crm.people.size, await bed.w.rows('contact')]).toEqual([1, []]);
    await bed.w.work();
    expect(bed.crm.people.size).toBe(1);
    expect(await bed.w.links('new-1')).toMatchObject([{ status: 'confirmed' }]);
    expect(await addedOf(bed)).toMatchObject([{ state: 'added' }]);
  });

  it('teaches the matcher nothing: the contact was made of the profile', async () => {
    const bed = await heard();
    await bed.press();
    expect(await bed.w.rows('verdict')).toMatchObject([{ says: 'confirmed', label: null }]);
  });

  it('is a stranger again when the word is taken back; what stands in the CRM stays the customer’s', async () => {
    const bed = await heard();
    await bed.press();
    await bed.w.say('new-1', ada, 'withdrawn');
    await bed.w.say('new-1', ada, 'rejected');
    expect(await bed.people()).toHaveLength(1);
    expect(bed.crm.people.size).toBe(1);
  });
});

describe('whom the CRM has already', () => {
  it('is taken by their e-mail address: linked, and nobody is made', async () => {
    const bed = await heard();
    bed.crm.people.set('7', { name: { last: 'L.' }, email: 'ada@analytical.example', url: '' });
    expect(await bed.press()).toMatchObject({ state: 'there already', contact: '7' });
    expect([bed.crm.people.size, (await bed.w.links('7'))[0]?.status]).toEqual([1, 'confirmed']);
  });

  it('by its own rules is shown, and added all the same only where a person insists', async () => {
    const bed = await heard();
    await bed.w.save({ id: '7', name: 'A. Lovelace', company: 'Engines' });
    bed.crm.state.alike = { others: ['7'], mayInsist: true };
    const shown = await bed.press();
    expect(shown).toMatchObject({ state: 'looks like', others: ['7'], mayInsist: true });
    expect(shown && 'names' in shown && shown.names.get('7')).toBe('A. Lovelace, Engines');
    expect(bed.crm.people.size).toBe(0);
    expect(await bed.press(true)).toMatchObject({ state: 'added' });
  });

  it('and was erased here stays erased', async () => {
    const bed = await heard();
    bed.crm.people.set('7', { name: { last: 'L.' }, email: 'ada@analytical.example', url: '' });
    await bed.w.save({ id: '7', name: 'Nobody in particular' });
    await erase(bed.at, ContactId.parse('7'), bed.w.deps);
    expect(await bed.press()).toMatchObject({ state: 'refused', says: expect.stringContaining('erased') });
    expect(await bed.w.rows('contact')).toEqual([]);
  });
});

describe('nobody is added', () => {
  it('before an admin approved of writing, and the CRM is not asked', async () => {
    const bed = await heard();
    await approve(bed.at, { approve: false, by: 'ada' }, bed.w.deps);
    expect(await bed.press()).toEqual({ refused: expect.stringContaining('/settings') });
    expect(await bed.plan()).toHaveProperty('refused');
    expect(bed.crm.calls).not.toContain('addContact');
  });

  it.each([
    ['forbid matching outside the network', { mayMatchOutside: false }],
    ['want consent', { needsConsent: true }],
    ['want what is read deleted after days', { keepForDays: 30 }],
  ] as const)('where the terms %s: the clause is named', async (_what, terms) => {
    const bed = await heard();
    const manners = bed.deps.manners.get(SEARCHED);
    if (!manners) throw new Error('no manners');
    bed.deps.manners.set(SEARCHED, { ...manners, terms: { ...manners.terms, ...terms } });
    expect(await bed.press()).toEqual({ refused: `Its terms forbid it: ${manners.terms.clause}` });
    expect(bed.crm.calls).not.toContain('addContact');
  });

  it('who is ignored, or was erased while they waited', async () => {
    const bed = await heard();
    bed.crm.state.trouble = new Failure('unavailable', 'the CRM is down');
    expect(await bed.press()).toMatchObject({ state: 'waiting' });
    await bed.listeners.ignore(bed.at, ada);
    expect(await bed.press()).toBeUndefined();
    delete bed.crm.state.trouble;
    await bed.w.work();
    expect(bed.crm.people.size).toBe(0);
    expect(await addedOf(bed)).toMatchObject([{ state: 'refused' }]);
  });

  it('where the CRM refuses: what it says is kept for the admin, and pressing again asks again', async () => {
    const bed = await heard();
    bed.crm.state.trouble = new Failure('rejected', 'The CRM wants a colour');
    expect(await bed.press()).toMatchObject({ state: 'refused', says: 'The CRM wants a colour.' });
    delete bed.crm.state.trouble;
    expect(await bed.press()).toMatchObject({ state: 'added' });
  });
});

describe('what is remembered of it', () => {
  it('does not say who they are, is in the export, and goes with the installation', async () => {
    const bed = await heard();
    await bed.press();
    expect(JSON.stringify(await bed.w.rows('addition'))).not.toMatch(/ada|Lovelace/);
    const lines: string[] = [];
    for await (const line of bed.deps.store.export(bed.at)) lines.push(line);
    expect(lines.filter((line) => JSON.parse(line).table === 'addition')).toHaveLength(1);
    await bed.deps.store.purge(bed.at);
    expect(await bed.w.rows('addition')).toEqual([]);
  });
});
