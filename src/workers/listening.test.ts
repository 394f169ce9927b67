import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshStore, SILENT } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { Failure } from '../core/failure.ts';
import { DeliveryId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Heard } from '../ports/crm-traffic.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { startListening } from './listening.ts';
import type { Listening } from './alone.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let org: InstallationId;
let n = 0;
beforeEach(async () => {
  org = installationOf('salesforce', `listening${n++}`);
  await install('active');
});

const install = (status: 'active' | 'uninstalled') =>
  db.store.install({
    ...{ id: org, crm: 'salesforce', account: org, sample: false, status },
    installedAt: new Date(0),
  });
const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(org, work);
const jobs = async () => {
  const waits = `select name from pgboss.job where state = 'created' and data ->> 'installation' = $1 order by name`;
  return (await db.pool.query<{ name: string }>(waits, [org])).rows.map(({ name }) => name);
};
const heard = (id: string): Heard => ({ id: DeliveryId.parse(id), body: Buffer.from(`{"${id}":1}`) });

type Listen = Parameters<typeof startListening>[0]['listen'];
type Turn = (...asked: Parameters<Listen>) => ReturnType<Listen>;

/** An org that is listened to: each turn is one call of the connector's `listen`, the last one lasts until the end. */
async function listening(
  turns: readonly Turn[],
  look: (told: { from: (string | undefined)[] }) => Promise<void>,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
  store: Parameters<typeof startListening>[0]['store'] = db.store,
) {
  const told = { from: [] as (string | undefined)[] };
  const through = Promise.withResolvers<void>();
  const listen: Listen = (installation, from, hear, signal) => {
    if (installation !== org) return Promise.resolve(undefined);
    told.from.push(from);
    const turn = turns[told.from.length - 1];
    if (turn) return turn(installation, from, hear, signal);
    through.resolve();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended'), { once: true }));
  };
  const pause = async () => {
    await meanwhile();
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const one: Listening = startListening({ store, listen, log: SILENT, pause, now: () => new Date(7) });
  await through.promise;
  await one.stop();
  await look(told);
}

describe('listening to a CRM', () => {
  it('keeps what is heard like a delivery, with its work, and goes on where it was heard last', async () => {
    const turn: Turn = async (_id, _from, hear) => {
      await hear([heard('e1'), heard('e2')], 'after e2');
      return 'ended';
    };
    await listening([turn], async ({ from }) => {
      expect(from).toEqual([undefined, 'after e2']);
      const kept = await inside((w) => w.deliveries.waiting(9));
      expect(kept.map(({ id, connector }) => [id, connector])).toEqual([
        ['e1', 'salesforce'],
        ['e2', 'salesforce'],
      ]);
      expect(await jobs()).toEqual(['normalise']);
    });
  });

  it('hears the same once more after trouble in between, and keeps it once', async () => {
    const broken: Turn = async (_id, _from, hear) => {
      await hear([heard('e1')], 'after e1');
      throw new Failure('unavailable', 'the line is gone');
    };
    const again: Turn = async (_id, _from, hear) => {
      await hear([heard('e1'), heard('e2')], 'after e2');
      return 'ended';
    };
    await listening([broken, again], async ({ from }) => {
      expect(from).toEqual([undefined, 'after e1', 'after e2']);
      expect(await inside((w) => w.deliveries.waiting(9))).toHaveLength(2);
    });
  });

  it('reads everything again when what happened can no longer be told, and looks for who is gone', async () => {
    await inside((w) => w.cursors.keep('crm events', 'too old'));
    await listening([async () => 'lost'], async ({ from }) => {
      expect(from).toEqual(['too old', undefined]);
      expect(await jobs()).toEqual(['import', 'recheck']);
    });
  });

  it('survives a fault of the connector’s', async () => {
    await listening([() => Promise.reject(new TypeError('a bug'))], async ({ from }) => {
      expect(from).toHaveLength(2);
    });
  });

  it('does not ask again where Kith was uninstalled, until it is installed again', async () => {
    let asked = 0;
    const gone: Turn = async () => {
      asked += 1;
      await install('uninstalled');
      isGone = true;
      throw new Failure('unauthorized', 'uninstalled');
    };
    let [isGone, looks, askedMeanwhile] = [false, 0, 0];
    const someTimeLater = async () => {
      if (!isGone) return;
      looks += 1;
      if (looks !== 20) return;
      askedMeanwhile = asked;
      await install('active');
    };
    await listening([gone], async ({ from }) => expect(from).toHaveLength(2), someTimeLater);
    expect(askedMeanwhile).toBe(1);
  });

  it('hangs up where Kith was uninstalled, although the CRM would tell on', async () => {
    const told: string[] = [];
    const telling: Turn = async (_id, _from, _hear, signal) => {
      told.push('listens');
      // It may be told to before we know that it is uninstalled.
      const left = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await install('uninstalled');
      await left;
      told.push('hangs up');
      await install('active');
      return 'ended';
    };
    await listening([telling], async () => expect(told).toEqual(['listens', 'hangs up']));
  });

  it('does not begin to listen when it was stopped while it looked where it had heard last', async () => {
    const [looked, stopped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const inside: Store['inside'] = async (installation, work) => {
      const result = await db.store.inside(installation, work);
      if (installation === org) {
        looked.resolve();
        await stopped.promise;
      }
      return result;
    };
    const asked: InstallationId[] = [];
    const listen: Listen = (installation) => {
      asked.push(installation);
      return Promise.resolve(undefined);
    };
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    const store = { ...db.store, inside };
    const one = startListening({ store, listen, log: SILENT, pause, now: () => new Date(7) });
    await looked.promise;
    const ending = one.stop();
    stopped.resolve();
    await ending;
    expect(asked).not.toContain(org);
  });

  it('looks again who is there when the database could not be asked once, although the CRM would tell on', async () => {
    let isHeard = false;
    let hasFailed = false;
    const telling: Turn = (_id, _from, _hear, signal) => {
      isHeard = true;
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve('ended'), { once: true }),
      );
    };
    const installations = () => {
      if (!isHeard || hasFailed) return db.store.installations();
      hasFailed = true;
      return Promise.reject(new Error('the line is gone'));
    };
    const store = { ...db.store, installations };
    await listening([telling], async ({ from }) => expect(from).toHaveLength(2), undefined, store);
  });
});
