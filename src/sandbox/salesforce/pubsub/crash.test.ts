import { describe, expect, it } from 'vitest';
import { bedForEach, listen, listening } from './listener-bed.ts';
import type { HeardEvent } from './listener-bed.ts';
import { REFUSALS } from './refusal.ts';
import { CONTACTS, LEADS } from './testbed.ts';
import type { Testbed } from './testbed.ts';

let bed: Testbed;
bedForEach((fresh) => (bed = fresh));

/** What a process has on its disk: it outlives every crash. */
interface Disk {
  readonly events: HeardEvent[];
  position: string | undefined;
}
const MISHAPS = ['crash before', 'crash between', 'drop', 'expire', 'none'] as const;

describe('whatever happens while listening', () => {
  it.each([1, 2, 3, 4])('loses no event and keeps them in order (run %i)', async (run) => {
    const begun = await listening(bed);
    await begun.stop();
    const disk: Disk = { events: [], position: begun.position() };
    const told: string[] = [];
    const heard = () => new Set(disk.events.map(({ id }) => id));
    let [seed, live] = [run, 'first'];
    const chance = (of: number) => (seed = (seed * 48_271) % 2_147_483_647) % of;
    const mishap = () => MISHAPS[chance(MISHAPS.length)];
    const happen = (count: number) => {
      for (let i = 0; i < count; i += 1) {
        const entity = chance(3) === 0 ? 'Lead' : 'Contact';
        told.push(`${entity === 'Lead' ? LEADS : CONTACTS}:${bed.change({ entity })}`);
      }
    };
    const renew = async () => {
      bed.sessions.add((live = `session-${bed.pubsub.requests.length}`));
      return live;
    };
    /** One life of the process, until something ends it. */
    const life = async () => {
      const listener = listen(bed, {
        from: disk.position,
        session: { token: async () => live, renew },
        beforeKept: async (events, position) => {
          const now = mishap();
          if (now === 'crash before') throw new Error('crashed');
          disk.events.push(...events);
          if (now === 'crash between') throw new Error('crashed');
          disk.position = position;
          if (now === 'drop') bed.pubsub.dropAll(chance(2) === 0 ? undefined : REFUSALS.unavailable);
          if (now === 'expire') {
            bed.sessions.clear();
            bed.pubsub.expireSessions();
          }
          if (told.length < 600) happen(1 + chance(120));
          else if (heard().size === told.length) void listener.stop();
        },
      });
      await listener.end.catch(() => 'crashed');
    };
    while (told.length < 600 || heard().size < told.length) {
      happen(1);
      await life();
    }
    const once = [...heard()];
    for (const topic of [CONTACTS, LEADS]) {
      const of = (ids: readonly string[]) => ids.filter((id) => id.startsWith(topic));
      expect(of(once)).toEqual(of(told));
    }
    expect(disk.events.length).toBeGreaterThan(told.length);
  });
});
