import { expect, it } from 'vitest';
import { bedForEach, contact, idsOf, listening } from './listener-bed.ts';
import type { Testbed } from './testbed.ts';

const HOUR = 3_600_000;
let bed: Testbed;
bedForEach((fresh) => (bed = fresh));

it('listening goes on where it was quiet for longer than events are kept, as long as the platform said that it is there', async () => {
  const first = await listening(bed);
  const a = bed.change();
  await expect.poll(() => idsOf(first)).toEqual([contact(a)]);
  bed.advance(71 * HOUR);
  bed.pubsub.keepAlive();
  await expect.poll(() => first.position()).toContain('2026-11-27T09:00');
  await first.stop();
  bed.advance(70 * HOUR);
  const b = bed.change();
  const second = await listening(bed, { from: first.position() });
  await expect.poll(() => idsOf(second)).toEqual([contact(b)]);
  await second.stop();
});
