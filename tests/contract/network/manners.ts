import { inspect } from 'node:util';
import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { onStage } from '../stage.ts';
import type { Reply } from '../stage.ts';
import { failsOn, failureOf, isKind, questionsAbout, stageOf } from './kit.ts';
import type { Check } from './kit.ts';

const STRANGE: readonly Reply[] = [
  { body: {} },
  { body: null },
  { body: [[1]] },
  { body: 'a page instead of data' },
  { body: '{"cut":', headers: { 'content-type': 'application/json' } },
];

/** The same answer with fields and tags that nobody knows yet. */
export function extended(reply: Reply): Reply {
  const { body } = reply;
  return {
    ...reply,
    body: typeof body === 'string' ? `${body}<kith-new a="1"></kith-new>` : extendedJson(body),
  };
}

function extendedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extendedJson);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, inside]) => [key, extendedJson(inside)]);
  return { ...Object.fromEntries(fields), somethingNew: { since: 2027 } };
}

/** Everything an error could show to whoever prints it. */
export function shownBy(error: Failure): string {
  return [
    inspect(error, { depth: 12, showHidden: true }),
    error.stack,
    JSON.stringify(error.cause ?? ''),
  ].join('\n');
}

export const MANNERS: readonly Check[] = [
  {
    name: 'calls an unknown shape malformed and never guesses',
    async run(connector, kit) {
      for (const reply of kit.strange ?? STRANGE) await failsOn(connector, kit, reply, isKind('malformed'));
    },
  },
  {
    name: 'does not mind fields it does not know',
    async run(connector, kit) {
      const questions = await questionsAbout(connector, kit, kit.known);
      for (const [name, ask] of questions) {
        let plain: unknown;
        await onStage(
          connector,
          stageOf(kit),
          kit.known.site,
          async ({ network }) => void (plain = await ask(network)),
        );
        await onStage(
          connector,
          stageOf(kit),
          (asked) => extended(kit.known.site(asked)),
          async ({ network }) => {
            expect(await ask(network), name).toEqual(plain);
          },
        );
      }
    },
  },
  {
    name: 'shows neither its secret nor an e-mail address in an error',
    async run(connector, kit) {
      const hidden = [kit.secret, kit.known.email].filter((text) => text !== undefined);
      const kept = hidden.filter((text) => !(kit.ownHost && text === kit.known.email));
      const echo = {
        echo: hidden,
        did: hidden[0],
        login: hidden,
        items: hidden,
        actors: hidden,
        hash: hidden[0],
      };
      const replies = [200, 400, 401, 403, 429, 500].map((status) => ({
        status,
        body: { ...echo, message: hidden[0] },
      }));
      for (const [name, ask] of await questionsAbout(connector, kit, kit.known)) {
        for (const reply of replies) {
          await onStage(
            connector,
            stageOf(kit),
            () => reply,
            async ({ network, requests }) => {
              const error = await ask(network).then(
                () => undefined,
                (thrown: unknown) => thrown,
              );
              if (error instanceof Failure)
                for (const text of hidden) expect(shownBy(error)).not.toContain(text);
              for (const { url } of requests)
                for (const text of kept) expect(decodeURIComponent(url.href)).not.toContain(text);
              if (kit.secret !== undefined && !(kit.openPosts && name === 'posts'))
                expect(JSON.stringify(requests[0]?.headers)).toContain(kit.secret);
            },
          );
        }
      }
    },
  },
  {
    name: 'sends nothing while it connects',
    async run(connector, kit) {
      await onStage(connector, stageOf(kit), kit.known.site, async ({ asks, requests }) => {
        for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
        expect(asks()).toBe(0);
        expect(requests).toEqual([]);
      });
    },
  },
  {
    name: 'stops when its way out is closed',
    async run(connector, kit) {
      for (const [name, ask] of await questionsAbout(connector, kit, kit.known)) {
        const play = async ({
          network,
          requests,
          askedAfterFailure,
        }: Parameters<Parameters<typeof onStage>[3]>[0]) => {
          expect((await failureOf(ask(network), name)).kind, name).toBe('unavailable');
          expect(requests, name).toEqual([]);
          expect(askedAfterFailure(), name).toBe(0);
        };
        await onStage(connector, stageOf(kit), kit.known.site, play, AbortSignal.abort());
      }
    },
  },
];
