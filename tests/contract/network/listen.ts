import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { NOW } from '../stage.ts';
import { listenOf, listenTo } from './listen-kit.ts';
import type { ListenCheck, ListenKit } from './listen-kit.ts';

/** The contract of a network that is listened to, sentence by sentence. */
export const LISTEN_CHECKS: readonly ListenCheck[] = [
  {
    name: 'is listened to over an encrypted line, or not at all',
    async run(connector, kit) {
      const listen = listenOf(connector);
      const defaults = { ...(connector.settings.parse({}) as object), base: connector.base ?? '' };
      expect(listen.to(defaults as never) ?? 'wss://').toMatch(/wss:\/\//);
      const { opened } = await heard(connector, kit, []);
      expect(opened).toHaveLength(1);
      expect(opened[0]).toMatch(/^wss:\/\//);
    },
  },
  {
    name: 'is not listened to where another network is read, unless it is said where',
    async run(connector) {
      const elsewhere = { ...(connector.settings.parse({}) as object), base: 'http://127.0.0.1:9' };
      expect(listenOf(connector).to(elsewhere as never)).toBeUndefined();
    },
  },
  {
    name: 'calls the same happening the same, and another another',
    async run(connector, kit) {
      const [ada] = kit.people;
      const first = await heard(connector, kit, [kit.said(ada, 1), kit.said(ada, 2)]);
      const again = await heard(connector, kit, [kit.said(ada, 1), kit.said(ada, 2)], later);
      expect(again.heard.map(({ id }) => id)).toEqual(first.heard.map(({ id }) => id));
      expect(new Set(first.heard.map(({ id }) => id)).size).toBe(2);
    },
  },
  {
    name: 'tells of nobody who is not heeded',
    async run(connector, kit) {
      const [ada, , stranger] = kit.people;
      const { heard: told } = await heard(connector, kit, [kit.said(stranger, 1), kit.said(ada, 1)]);
      expect(told.map(({ about }) => about)).toEqual([ada]);
    },
  },
  {
    name: 'heeds from then on whoever comes to be heeded while it listens',
    async run(connector, kit) {
      const [ada, grace] = kit.people;
      const both = new Set([ada, grace]);
      const { heard: told } = await listenTo(connector, kit, {
        whom: new Set([ada]),
        batches: [[kit.said(grace, 1)], [kit.said(grace, 2)]],
        before: (nth) => (nth === 1 ? both : undefined),
      });
      expect(told.map(({ about }) => about)).toEqual([grace]);
    },
  },
  {
    name: 'takes no more before what it told is kept',
    async run(connector, kit) {
      const [ada] = kit.people;
      const batches = [1, 2, 3].map((nth) => [kit.said(ada, nth)]);
      const hear = () => new Promise<void>((kept) => setImmediate(kept));
      const { taken } = await listenTo(connector, kit, { whom: new Set([ada]), batches, hear });
      expect(taken).toEqual([1, 2, 3]);
    },
  },
  {
    name: 'gives a position with everything it told, and goes on from it',
    async run(connector, kit) {
      const [ada] = kit.people;
      const first = await heard(connector, kit, [kit.said(ada, 1), kit.said(ada, 2)]);
      const last = first.positions.at(-1);
      expect(last?.heard).toBe(2);
      const on = await heard(connector, kit, [kit.said(ada, 3)], { from: last?.position });
      expect(on.opened[0]).not.toBe((await heard(connector, kit, [])).opened[0]);
      expect(on.missed).toBe(0);
      expect(on.positions.at(-1)?.position).not.toBe(last?.position);
    },
  },
  {
    name: 'moves its position on while nothing happens to anybody heeded',
    async run(connector, kit) {
      const [, , stranger] = kit.people;
      const { positions } = await heard(connector, kit, [kit.said(stranger, 1)]);
      const { positions: further } = await heard(connector, kit, [
        kit.said(stranger, 1),
        kit.said(stranger, 3),
      ]);
      expect(further.at(-1)?.position).not.toBe(positions.at(-1)?.position);
    },
  },
  {
    name: 'says once, and before anything else is over, that it missed what was before it ever listened',
    async run(connector, kit) {
      const [ada] = kit.people;
      const { missed } = await heard(connector, kit, [kit.said(ada, 1), kit.said(ada, 2)]);
      expect(missed).toBe(1);
    },
  },
  {
    name: 'says so as soon as it listens, although nothing comes',
    async run(connector, kit) {
      expect((await listenTo(connector, kit, { whom: new Set(kit.people), batches: [] })).missed).toBe(1);
    },
  },
  {
    name: 'passes over frames that are odd, broken or none of our business, and hears what follows',
    async run(connector, kit) {
      const [ada] = kit.people;
      const { heard: told } = await heard(connector, kit, [...kit.odd, ...kit.idle, kit.said(ada, 1)]);
      expect(told.flatMap(({ body }) => listenOf(connector).events(body))).toHaveLength(1);
    },
  },
  {
    name: 'ends when it is told to, and when the other side hangs up',
    async run(connector, kit) {
      const [ada] = kit.people;
      const stopping = new AbortController();
      const whom = new Set([ada]);
      const script = { whom, batches: [[kit.said(ada, 1)]], stays: true as const, signal: stopping.signal };
      setImmediate(() => stopping.abort());
      expect((await listenTo(connector, kit, script)).heard).toHaveLength(1);
    },
  },
  {
    name: 'dates what happened by itself, and never later than it was heard',
    async run(connector, kit) {
      const [ada] = kit.people;
      const events = async (at: Date) => {
        const { heard: told } = await heard(connector, kit, [kit.said(ada, 1)], { at });
        return told.flatMap(({ body }) => listenOf(connector).events(body));
      };
      const [soon, late] = [await events(NOW), await events(new Date(NOW.getTime() + 3_600_000))];
      expect(late).toEqual(soon);
      const [early] = await events(new Date(0));
      expect(early?.at).toEqual(new Date(0));
    },
  },
  {
    name: 'says the same of one happening however often it is asked, and calls one of an unknown shape malformed',
    async run(connector, kit) {
      const [ada] = kit.people;
      const { heard: told } = await heard(connector, kit, [kit.said(ada, 1)]);
      const listen = listenOf(connector);
      for (const { body } of told) expect(listen.events(body)).toEqual(listen.events(body));
      for (const odd of ['', '{', '[]', '{"kind":"said"}', '"words of a person"']) {
        const error = thrownBy(() => listen.events(Buffer.from(odd)));
        expect(error).toBeInstanceOf(Failure);
        expect(error).toMatchObject({ kind: 'malformed' });
        expect(JSON.stringify([String(error), (error as Failure).cause ?? ''])).not.toContain(
          'words of a person',
        );
      }
    },
  },
];

/** Every connector with `listen` calls this once from its own test. */
export function listenContract(connector: NetworkConnector, kit: ListenKit): void {
  describe(`${connector.title} keeps the contract of a network that is listened to: it`, () => {
    it.each(LISTEN_CHECKS)('$name', async ({ run }) => run(connector, kit));
  });
}

const later = { at: new Date(NOW.getTime() + 60_000) };

/** One batch, to the first two people. */
function heard(
  connector: NetworkConnector,
  kit: ListenKit,
  batch: readonly (string | Uint8Array)[],
  how: { readonly from?: string | undefined; readonly at?: Date } = {},
) {
  const [ada, grace] = kit.people;
  return listenTo(connector, kit, { whom: new Set([ada, grace]), batches: [batch], ...how });
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
