import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListened, stranger } from '../../../tests/support/listened.ts';
import type { Listened } from '../../../tests/support/listened.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { DeliveryId } from '../../core/ids.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import { previewOf } from './preview.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const DAY = 86_400;

/** GitHub tells that somebody opened an issue. */
async function told(bed: Listened, body: string, number: number): Promise<void> {
  const user = { login: 'grace', id: 7, type: 'User', html_url: 'https://github.com/grace' };
  const html_url = `https://github.com/acme/engine/issues/${number}`;
  const at = bed.w.now().toISOString();
  const thread = { number, title: 'Engine', body, html_url, user, created_at: at, updated_at: at };
  const payload = { action: 'opened', issue: thread, repository: { id: 99, private: false } };
  await bed.deps.store.keepDeliveries([
    {
      ...{ installation: bed.at, id: DeliveryId.parse(`github ${number}`), connector: 'github' },
      ...{ receivedAt: bed.w.now(), body: Buffer.from(JSON.stringify(payload)) },
    },
  ]);
  await bed.w.work();
}

describe('what a network tells by itself', () => {
  it('is heard by the rules that are on, without anybody being asked', async () => {
    const bed = await openListened(worlds);
    await bed.rule({ any: ['kith'] });
    await told(bed, 'It fails with Kith', 1);
    await told(bed, 'It fails with something else', 2);
    expect(await bed.people()).toMatchObject([{ profile: { handle: 'grace' }, posts: 1 }]);
    expect(bed.asked).toEqual([]);
  });

  it('goes after the same days as what was searched, where it is a stranger’s', async () => {
    const bed = await openListened(worlds);
    await told(bed, 'Nobody listens for this', 3);
    bed.w.pass(31 * DAY);
    await bed.w.inside((w) => w.enqueue('tend', [{ installation: bed.at }]));
    await bed.w.work();
    expect([await bed.w.rows('post'), await bed.w.rows('profile')]).toEqual([[], []]);
  });

  it('is not heard of somebody who declined to be found by their words, in a preview neither', async () => {
    const bed = await openListened(worlds);
    await bed.rule({ any: ['kith'] });
    await bed.w.inside((w) => w.profiles.keep([stranger('7', { handle: 'grace', declines: ['search'] })]));
    await told(bed, 'It fails with Kith', 6);
    expect([(await bed.w.rows('post')).length, await bed.w.rows('heard')]).toEqual([1, []]);
    const wanted = WantedListening.parse({ name: 'Us', any: ['kith'] });
    expect((await previewOf(bed.at, wanted, undefined, bed.deps)).known).toMatchObject({ of: 1, heard: 0 });
  });

  it('is not kept of somebody who is ignored', async () => {
    const bed = await openListened(worlds);
    await told(bed, 'kith', 4);
    await bed.listeners.ignore(bed.at, stranger('7'));
    bed.w.pass(60);
    await told(bed, 'kith again', 5);
    expect([await bed.w.rows('post'), await bed.w.rows('profile')]).toEqual([[], []]);
  });
});
