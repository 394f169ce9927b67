import { expect } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { CrmCheck, CrmKit } from './kit.ts';
import { flipped } from './flipped.ts';

const MINUTE = 60_000;
const RECORD = '/api/v1/records/614?with=around';
/** With blanks that no serialiser would write. */
const BODY = Buffer.from('{ "says":\t"confirmed" }\n');

interface Told {
  readonly method?: string;
  readonly path?: string;
  readonly body?: Buffer;
  readonly ms?: number;
  readonly secret?: string;
}

function visit(kit: CrmKit, told: Told = {}): Inbound {
  const { method = 'POST', path = RECORD, body = BODY, ms = 0, secret = kit.app.clientSecret } = told;
  const at = new Date(kit.now.getTime() + ms);
  return kit.callers.visit({ account: kit.account, method, path, body, at, secret });
}

function refuses(what: string, forge: (kit: CrmKit) => readonly Inbound[]): CrmCheck {
  return {
    name: `knows nobody by ${what}`,
    run: async (connector, kit) => {
      const forged = forge(kit);
      expect(forged.length).toBeGreaterThan(0);
      for (const request of forged) expect(connector.visitor(kit.app, request, kit.now)).toBeUndefined();
    },
  };
}

const forgeries: readonly CrmCheck[] = [
  refuses('a request with one bit of its body flipped', (kit) => {
    const request = visit(kit);
    return Array.from({ length: BODY.length * 8 }, (_, bit) => ({
      ...request,
      body: flipped(request.body, bit),
    }));
  }),
  refuses('a request signed with another secret, or with none', (kit) =>
    ['another secret', `${kit.app.clientSecret} `, ''].map((secret) => visit(kit, { secret })),
  ),
  refuses('a request that was taken down and is played again', (kit) =>
    [-6 * MINUTE, -24 * 60 * MINUTE].map((ms) => visit(kit, { ms })),
  ),
  refuses('a request from the future', (kit) =>
    [2 * MINUTE, 24 * 60 * MINUTE].map((ms) => visit(kit, { ms })),
  ),
  refuses('a request in which a header is missing, empty or nonsense', (kit) =>
    kit.signedBy.flatMap((name) =>
      [undefined, '', 'x', '-1', 'NaN'].map((value) => {
        const request = visit(kit);
        return { ...request, headers: { ...request.headers, [name]: value } };
      }),
    ),
  ),
  refuses('a request that was signed for another address or method', (kit) => [
    { ...visit(kit), path: visit(kit, { path: `${RECORD}1` }).path },
    { ...visit(kit), path: `${visit(kit).path}&more=1` },
    { ...visit(kit), method: 'DELETE' },
    { ...visit(kit, { method: 'GET', body: Buffer.alloc(0) }), method: 'DELETE' },
  ]),
  refuses('an account that the page named itself', (kit) =>
    kit.callers.naming(RECORD, `${kit.account}1`).map((path) => visit(kit, { path })),
  ),
  refuses('what the CRM signed for no page', (kit) => [
    kit.sign(kit.deliveries.changed, kit.now, kit.app.clientSecret),
  ]),
];

export const visiting: readonly CrmCheck[] = [
  {
    name: 'says by which headers it signs, and signs by them',
    run: async (connector, kit) => {
      expect(connector.signedBy.length).toBeGreaterThan(0);
      for (const name of connector.signedBy) expect(name).toBe(name.toLowerCase());
      const delivery = kit.sign(kit.deliveries.changed, kit.now, kit.app.clientSecret);
      for (const { headers } of [visit(kit), delivery]) {
        expect(connector.signedBy.some((name) => headers[name] !== undefined)).toBe(true);
      }
    },
  },
  {
    name: 'knows who asks from a page inside the CRM, whatever the page asks',
    run: async (connector, kit) => {
      const asked: Told[] = [
        {},
        { method: 'GET', body: Buffer.alloc(0) },
        { method: 'DELETE', path: '/api/v1/records/614', body: Buffer.alloc(0) },
        { ms: -4 * MINUTE },
        { ms: 30_000 },
      ];
      for (const told of asked) {
        const visitor = connector.visitor(kit.app, visit(kit, told), kit.now);
        expect(visitor).toEqual({ account: kit.account, ...kit.callers.visitor });
      }
    },
  },
  ...forgeries,
  {
    name: 'takes nothing that a page sends for a delivery',
    run: async (connector, kit) => {
      const { path } = kit.sign(kit.deliveries.erased, kit.now, kit.app.clientSecret);
      const request = visit(kit, { path, body: kit.deliveries.erased });
      expect(connector.visitor(kit.app, request, kit.now)).toBeDefined();
      expect(connector.open(kit.app, request, kit.now)).toBeUndefined();
    },
  },
];
