import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../tests/support/until.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import { ContactId } from '../core/ids.ts';
import { deriveRecord } from './record.ts';
import { hearTyped } from './typed-between.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

it('what people typed is taken in while the record is derived, and neither waits for the other for ever', async () => {
  const w = worlds.world();
  const ada = ContactId.parse('1');
  w.has(account('github', 'ada', { name: 'Ada Quist', employer: 'Engines' }));
  await w.save({ id: '1', name: 'Ada Quist', handles: ['github:ada'] });
  await w.work();
  const wishes = { company: { act: 'write', mode: 'overwrite', value: 'Engines' } } as const;
  await w.inside((v) => v.outbox.want(ada, { contact: ada, fields: {}, wishes }));
  const typed = { field: 'company', value: 'Looms', by: 'somebody' } as const;
  let deriving: Promise<void> | undefined;
  await w.inside(async (v) => {
    const known = await v.contacts.find(ada);
    if (!known) throw new Error('Ada is not known');
    await hearTyped(v, [{ id: 'e', at: w.now(), contact: ada, kind: 'changed', changes: [typed] }]);
    deriving = deriveRecord(w.installation, ada, w.deps);
    await until(w.someoneWaits);
    await v.contacts.keep([{ ...known, title: 'Analyst', changedAt: w.now() }]);
  });
  await deriving;
  expect(await w.inside((v) => v.contacts.find(ada))).toMatchObject({ title: 'Analyst' });
});
