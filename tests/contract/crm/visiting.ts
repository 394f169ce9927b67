import { expect } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { CrmCheck, CrmKit, Trait } from './kit.ts';
import { flipped } from './flipped.ts';
import { signed } from './signed.ts';

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
  readonly account?: string;
}

function visit(kit: CrmKit, told: Told = {}): Inbound {
  const { method = 'POST', path = RECORD, body = BODY, ms = 0 } = told;
  const { secret = kit.callers.secret, account = kit.account } = told;
  const at = new Date(kit.now.getTime() + ms);
  return kit.callers.visit({ account, method, path, body, at, secret });
}

function refuses(
  what: string,
  forge: (kit: CrmKit) => readonly Inbound[],
  where?: { readonly where: Trait },
): CrmCheck {
  return {
    name: `knows nobody by ${what}`,
    ...where,
    run: async (connector, kit) => {
      const forged = forge(kit);
      expect(forged.length).toBeGreaterThan(0);
      for (const request of forged) expect(connector.visitor(kit.app, request, kit.now)).toBeUndefined();
    },
  };
}

const SIGNED = { where: 'signed calls' } as const;

const forgeries: readonly CrmCheck[] = [
  refuses(
    'a request with one bit of its body flipped',
    (kit) => {
      const request = visit(kit);
      return Array.from({ length: BODY.length * 8 }, (_, bit) => ({
        ...request,
        body: flipped(request.body, bit),
      }));
    },
    SIGNED,
  ),
  refuses('a request that another secret proves, or none', (kit) =>
    ['another secret', `${kit.callers.secret} `, ''].map((secret) => visit(kit, { secret })),
  ),
  refuses(
    'a request that was taken down and is played again',
    (kit) => [-6 * MINUTE, -24 * 60 * MINUTE].map((ms) => visit(kit, { ms })),
    SIGNED,
  ),
  refuses(
    'a request from the future',
    (kit) => [2 * MINUTE, 24 * 60 * MINUTE].map((ms) => visit(kit, { ms })),
    SIGNED,
  ),
  refuses('a request in which a header is missing, empty or nonsense', (kit) =>
    kit.signedBy.flatMap((name) =>
      [undefined, '', 'x', '-1', 'NaN'].map((value) => {
        const request = visit(kit);
        return { ...request, headers: { ...request.headers, [name]: value } };
      }),
    ),
  ),
  refuses(
    'a request that was signed for another address or method',
    (kit) => [
      { ...visit(kit), path: visit(kit, { path: `${RECORD}1` }).path },
      { ...visit(kit), path: `${visit(kit).path}&more=1` },
      { ...visit(kit), method: 'DELETE' },
      { ...visit(kit, { method: 'GET', body: Buffer.alloc(0) }), method: 'DELETE' },
    ],
    SIGNED,
  ),
  refuses(
    'an account that the page named itself',
    (kit) =>
      (kit.callers.naming?.(RECORD, kit.callers.otherAccount) ?? []).map((path) => visit(kit, { path })),
    SIGNED,
  ),
  refuses('what one account holds and another says', (kit) => {
    const [own, other] = [visit(kit), visit(kit, { account: kit.callers.otherAccount })];
    const differing = Object.keys(own.headers).filter((name) => own.headers[name] !== other.headers[name]);
    return differing.map((name) => ({ ...own, headers: { ...own.headers, [name]: other.headers[name] } }));
  }),
  refuses('what the CRM signed for no page', (kit) => [signed(kit, kit.deliveries.changed)], {
    where: 'signed deliveries',
  }),
];

export const visiting: readonly CrmCheck[] = [
  {
    name: 'says by which headers it signs, and signs by them',
    run: async (connector, kit) => {
      expect(connector.signedBy.length).toBeGreaterThan(0);
      for (const name of connector.signedBy) expect(name).toBe(name.toLowerCase());
      const { headers } = visit(kit);
      expect(connector.signedBy.some((name) => headers[name] !== undefined)).toBe(true);
    },
  },
  {
    name: 'says by which headers it signs what it delivers',
    where: 'signed deliveries',
    run: async (connector, kit) => {
      const { headers } = signed(kit, kit.deliveries.changed);
      expect(connector.signedBy.some((name) => headers[name] !== undefined)).toBe(true);
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
      const body = kit.deliveries.erased ?? kit.deliveries.deleted;
      const path = kit.sign?.(body, kit.now, kit.app.clientSecret).path ?? `/webhooks/${connector.id}`;
      const request = visit(kit, { path, body });
      expect(connector.visitor(kit.app, request, kit.now)).toBeDefined();
      expect(connector.open(kit.app, request, kit.now)).toBeUndefined();
    },
  },
];
