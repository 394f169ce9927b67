import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import type { CrmCheck } from './kit.ts';
import { SECRETS, allOf, callsOf, connected, expectKind, grantsOf } from './session.ts';

const KINDS: readonly (readonly [status: number, kind: FailureKind])[] = [
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [503, 'unavailable'],
];

export const failing: readonly CrmCheck[] = [
  ...KINDS.map(([status, kind]): CrmCheck => ({
    name: `takes ${status} for ${kind}, whatever was asked`,
    run: async (connector, kit) => {
      kit.play({ status, body: '{"status":"error","message":"no"}' });
      for (const [name, call] of callsOf(connected(connector, kit), kit)) await expectKind(name, call, kind);
    },
  })),
  {
    name: 'passes on how long the CRM asks us to wait, in seconds or as a date',
    run: async (connector, kit) => {
      for (const wait of ['7', new Date(kit.now.getTime() + 7_000).toUTCString()]) {
        kit.play({ status: 429, headers: { 'Retry-After': wait }, body: '{}' });
        for (const [name, call] of [
          ...callsOf(connected(connector, kit), kit),
          ...grantsOf(connector, kit),
        ]) {
          const failure = await expectKind(name, call, 'rate-limited');
          // An HTTP date knows no milliseconds.
          expect(Math.abs((failure.retryAfterMs ?? 0) - 7_000), name).toBeLessThan(1_000);
        }
      }
    },
  },
  {
    name: 'takes a success of unknown shape for malformed, and not for an empty answer',
    run: async (connector, kit) => {
      for (const body of ['{"surprise":[]}', 'null', '<html>hello</html>']) {
        kit.play({ status: 200, body });
        for (const [name, call] of [
          ...callsOf(connected(connector, kit), kit),
          ...grantsOf(connector, kit),
        ]) {
          await expectKind(`${name} of ${body}`, call, 'malformed');
        }
      }
    },
  },
  {
    name: 'asks through the gate only: what the gate refuses is never sent',
    run: async (connector, kit) => {
      const closed: Pass = async () => {
        throw new Failure('refused by us', 'the gate is closed');
      };
      const asked = kit.play({ people: [kit.id(1)] });
      const crm = connected(connector, kit, closed);
      for (const [name, call] of [...callsOf(crm, kit), ...grantsOf(connector, kit, closed)]) {
        await expectKind(name, call, 'refused by us');
      }
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'never lets a token, a code or a secret into an error, even when the CRM repeats them',
    run: async (connector, kit) => {
      const secrets = [kit.app.clientSecret, ...Object.values(SECRETS)];
      const echoed = JSON.stringify({
        status: 'error',
        error: secrets.join(' '),
        message: secrets.join(' '),
      });
      for (const [status, body] of [400, 401, 403, 404, 409, 429, 500, 200].map(
        (s) => [s, echoed] as const,
      )) {
        kit.play({ status, body });
        for (const [name, call] of [
          ...callsOf(connected(connector, kit), kit),
          ...grantsOf(connector, kit),
        ]) {
          const said = await call().then((answer) => JSON.stringify(answer), allOf);
          for (const secret of secrets) expect(said.includes(secret), `${name} after ${status}`).toBe(false);
        }
      }
    },
  },
];
