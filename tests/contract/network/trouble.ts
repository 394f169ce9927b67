import { expect } from 'vitest';
import { NOW, onStage, questionOf } from '../stage.ts';
import type { Site } from '../stage.ts';
import { failsOn, failureOf, isKind, questionsAbout, stageOf } from './kit.ts';
import type { Check } from './kit.ts';

export const TROUBLE: readonly Check[] = [
  {
    name: 'calls 401 and 403 by their kinds',
    async run(connector, kit) {
      await failsOn(connector, kit, { status: 401, body: {} }, isKind(kit.unauthorized ?? 'unauthorized'));
      await failsOn(connector, kit, { status: 403, body: {} }, isKind('forbidden'));
    },
  },
  {
    name: 'calls 429 rate-limited and passes on Retry-After, in seconds and as a date',
    async run(connector, kit) {
      await failsOn(connector, kit, { status: 429, body: {} }, isKind('rate-limited'));
      const date = new Date(NOW.getTime() + 90_000).toUTCString();
      for (const [written, ms] of [
        ['7', 7_000],
        [date, 90_000],
      ] as const) {
        const headers = { 'retry-after': written };
        await failsOn(connector, kit, { status: 429, headers, body: {} }, (failure, why) => {
          expect(failure.kind, why).toBe('rate-limited');
          expect(failure.retryAfterMs, why).toBe(ms);
        });
      }
    },
  },
  {
    name: 'calls 5xx unavailable',
    async run(connector, kit) {
      for (const status of [500, 502, 503])
        await failsOn(connector, kit, { status, body: 'down' }, isKind('unavailable'));
    },
  },
  {
    name: 'passes on the failure of every request it makes, and asks none of them twice',
    async run(connector, kit) {
      for (const [name, ask] of await questionsAbout(connector, kit, kit.known)) {
        let needed = 0;
        await onStage(connector, stageOf(kit), kit.known.site, async ({ network, requests }) => {
          await ask(network);
          needed = requests.length;
          expect(new Set(requests.map(questionOf)).size, name).toBe(needed);
        });
        for (let nth = 1; nth <= needed; nth++) {
          let count = 0;
          const site: Site = (asked) =>
            ++count === nth ? { status: 503, body: 'down' } : kit.known.site(asked);
          await onStage(connector, stageOf(kit), site, async ({ network, requests }) => {
            const why = `${name}, request ${nth} of ${needed}`;
            expect((await failureOf(ask(network), why)).kind, why).toBe('unavailable');
            expect(new Set(requests.map(questionOf)).size, why).toBe(requests.length);
          });
        }
      }
    },
  },
];
