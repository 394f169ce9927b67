import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactId } from '../core/ids.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { writePatches } from './write-patches.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const one = ContactId.parse('1');

/** A contact whose profile the CRM names, found and written. */
async function known(w: World): Promise<void> {
  w.has(account('github', 'inesmoestrand', { name: 'Ines Moestrand' }));
  await w.save({ id: '1', name: 'Ines Moestrand', handles: ['github:inesmoestrand'] });
  await w.work();
}

describe('what fills no batch', () => {
  const writes = (w: World) => w.memory.calls.filter((call) => call === 'write').length;
  const waits = (w: World) =>
    w.inside((v) => v.outbox.want(one, { contact: one, fields: { headline: 'ferries' } }));

  it('waits for more while more is on its way, and no longer than a while', async () => {
    const w = worlds.world();
    await known(w);
    const before = writes(w);
    await waits(w);
    await w.resolve('1');
    await w.waitsSince(19);
    await writePatches({ installation: w.installation }, w.deps);
    expect(writes(w)).toBe(before);
    expect(await w.waiting('patch')).toEqual([{ installation: w.installation }]);
    await w.waitsSince(1);
    await writePatches({ installation: w.installation }, w.deps);
    expect(w.shown('1')).toMatchObject({ headline: 'ferries' });
  });

  it('is looked at again and again, and written as soon as nothing more comes', async () => {
    const w = worlds.world();
    await known(w);
    await waits(w);
    await w.resolve('nobody');
    await writePatches({ installation: w.installation }, w.deps);
    expect(w.shown('1')).not.toMatchObject({ headline: 'ferries' });
    expect(await w.dueIn('patch')).toEqual([1]);
    await w.work();
    expect(w.shown('1')).toMatchObject({ headline: 'ferries' });
  });

  it('waits again where it stands behind a full batch and came later, so that no call carries a remainder', async () => {
    const w = worlds.world();
    const ids = ['1', '2', '3'].map((id) => ContactId.parse(id));
    for (const id of ids) await w.save({ id });
    await w.work();
    const before = writes(w);
    for (const contact of ids)
      await w.inside((v) => v.outbox.want(contact, { contact, fields: { headline: 'ferries' } }));
    await w.waitsSince(20, '1');
    await w.resolve('1');
    const { crm } = w.memory;
    const crmOf = () => Promise.resolve({ ...crm, batches: { ...crm.batches, write: 2 } });
    await writePatches({ installation: w.installation }, { ...w.deps, crmOf });
    expect(writes(w) - before).toBe(1);
    expect(await w.inside((v) => v.outbox.count())).toBe(1);
    expect(await w.waiting('patch')).toEqual([{ installation: w.installation }]);
  });

  it('is looked at again where somebody else holds it at this moment', async () => {
    const w = worlds.world();
    await known(w);
    await waits(w);
    await w.inside(async (v) => {
      await v.outbox.written(one);
      await writePatches({ installation: w.installation }, w.deps);
    });
    expect(w.shown('1')).not.toMatchObject({ headline: 'ferries' });
    await w.work();
    expect(w.shown('1')).toMatchObject({ headline: 'ferries' });
  });

  it('is written at once when nothing else is done', async () => {
    const w = worlds.world();
    await known(w);
    await waits(w);
    await writePatches({ installation: w.installation }, w.deps);
    expect(w.shown('1')).toMatchObject({ headline: 'ferries' });
  });
});
