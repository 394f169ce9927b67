import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, on, openRuled, said } from '../../../tests/support/ruled.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { Failure } from '../../core/failure.ts';
import { ContactId } from '../../core/ids.ts';
import { deriveRecord } from '../record.ts';
import { approve } from '../settings.ts';
import { act } from './act.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

/** A rule that met a complaint, and has not acted on it yet. */
async function met() {
  const bed = await openRuled(worlds);
  const { w, rules, at } = bed;
  const id = await on(bed, COMPLAINT);
  await said(w, '1', 'negative');
  await deriveRecord(at, ContactId.parse('1'), w.deps);
  const match = async () => (await rules.matches(at, id, 1))[0];
  const fact = (await match())?.fact ?? '';
  return { ...bed, id, match, act: () => act({ installation: at, rule: id, fact }, w.deps) };
}

describe('what a rule makes in the CRM', () => {
  it('is not made once the rule is switched off', async () => {
    const { w, rules, at, id } = await met();
    await rules.switchOff(at, id, 'ada');
    await w.work();
    expect(w.memory.added).toEqual([]);
  });

  it('is not made where no admin lets Kith write any more, and the rule says so', async () => {
    const { w, at, match } = await met();
    await approve(at, { approve: false, by: 'ada' }, w.deps);
    await w.workAsItStands();
    expect(w.memory.added).toEqual([]);
    expect((await match())?.done).toEqual([{ do: 'task', says: expect.stringContaining('No admin') }]);
  });

  it('is tried again while the CRM does not answer, and then made once', async () => {
    const { w, match, act: tried } = await met();
    w.memory.state.trouble = new Failure('unavailable', 'the CRM is down');
    await expect(tried()).rejects.toThrow('down');
    expect((await match())?.outcome).toBe('acting');
    delete w.memory.state.trouble;
    await tried();
    await tried();
    expect(w.memory.added).toHaveLength(1);
    expect((await match())?.outcome).toBe('done');
  });

  it('is given up where the CRM refuses it, and the rule says so', async () => {
    const { w, match, act: tried } = await met();
    w.memory.state.trouble = new Failure('rejected', 'no such owner');
    await tried();
    expect(await match()).toMatchObject({
      outcome: 'done',
      done: [{ do: 'task', says: 'The CRM refused this request.' }],
    });
  });
});
