import { expect } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import { flipped } from './flipped.ts';
import type { CrmCheck, CrmKit } from './kit.ts';
import { signed } from './signed.ts';

const INPUTS = { networks: 'bluesky;github' };

interface Told {
  readonly call?: string;
  readonly attempt?: number;
  readonly account?: string;
  readonly secret?: string;
  readonly ms?: number;
}

function step(kit: CrmKit, told: Told = {}): Inbound {
  const { call = 'one', attempt = 0, account = kit.account, secret = kit.callers.secret, ms = 0 } = told;
  const at = new Date(kit.now.getTime() + ms);
  return brought(kit.callers.automate)({
    call,
    attempt,
    account,
    secret,
    at,
    contact: kit.id(1),
    inputs: INPUTS,
  });
}

function brought<T>(how: T | undefined): T {
  if (how === undefined) throw new Error('A CRM with automations brings how they call');
  return how;
}

function refuses(what: string, forge: (kit: CrmKit) => readonly Inbound[]): CrmCheck {
  return {
    name: `does nothing for ${what}`,
    where: 'automations',
    run: async (connector, kit) => {
      for (const request of forge(kit))
        expect(connector.automation(kit.app, request, kit.now)).toBeUndefined();
    },
  };
}

const forgeries: readonly CrmCheck[] = [
  refuses('a step with one bit flipped, wherever it is', (kit) => {
    const request = step(kit);
    const bits = Array.from({ length: 64 }, (_, i) => Math.floor((i * request.body.length * 8) / 64));
    return bits.map((bit) => ({ ...request, body: flipped(request.body, bit) }));
  }),
  refuses('a step signed with another secret, or with none', (kit) =>
    ['another secret', `${kit.callers.secret} `, ''].map((secret) => step(kit, { secret })),
  ),
  refuses('a step that nobody signed, or with a signature that is none', (kit) => {
    const request = step(kit);
    const all = (value: string | undefined) =>
      Object.fromEntries(Object.keys(request.headers).map((name) => [name, value]));
    return [undefined, '', 'x', 'f'.repeat(64)].map((value) => ({ ...request, headers: all(value) }));
  }),
  refuses('a step that was signed for another address or method', (kit) => [
    { ...step(kit), path: `${step(kit).path}/elsewhere` },
    { ...step(kit), path: `${step(kit).path}?more=1` },
    { ...step(kit), method: 'PUT' },
  ]),
  refuses('a step that a page inside the CRM made up, for its own account or another', (kit) =>
    [kit.account, kit.callers.otherAccount].map((account) => {
      const { method, path, body } = step(kit, { account });
      const { secret } = kit.callers;
      return kit.callers.visit({ account: kit.account, method, path, body, at: kit.now, secret });
    }),
  ),
  refuses('what is genuine and makes no sense', (kit) =>
    ['', '{', '[]', '{}', 'null', '\u0000', step(kit).body.toString().slice(0, -4)].map((body) =>
      brought(kit.callers.automateSaying)(Buffer.from(body), kit.now, kit.callers.secret),
    ),
  ),
  refuses('a delivery', (kit) => [signed(kit, kit.deliveries.changed)]),
];

export const automating: readonly CrmCheck[] = [
  {
    name: 'reads a step of an automation: of which account, about whom, with what the admin filled in',
    where: 'automations',
    run: async (connector, kit) => {
      const call = connector.automation(kit.app, step(kit), kit.now);
      expect(call).toMatchObject({
        account: kit.account,
        action: 'enrich',
        contact: kit.id(1),
        inputs: INPUTS,
      });
    },
  },
  {
    name: 'gives a step that is sent again the same id, and another step or account another',
    where: 'automations',
    run: async (connector, kit) => {
      const idOf = (told: Told) => connector.automation(kit.app, step(kit, told), kit.now)?.id;
      const id = idOf({});
      expect(id).toBeDefined();
      for (const told of [
        { attempt: 1, ms: -60_000 },
        { attempt: 7, ms: 1_000 },
      ])
        expect(idOf(told)).toBe(id);
      expect(idOf({ call: 'two' })).not.toBe(id);
      expect(idOf({ account: kit.callers.otherAccount })).not.toBe(id);
    },
  },
  ...forgeries,
  {
    name: 'answers a step with what is known, and tells a contact that is not there apart',
    where: 'automations',
    run: async (connector) => {
      const known = JSON.stringify(
        connector.automationReply({ outcome: 'known', profiles: 37, influence: 71.5 }),
      );
      expect(known).toContain('37');
      expect(known).toContain('71.5');
      const unscored = JSON.stringify(connector.automationReply({ outcome: 'known', profiles: 0 }));
      const nobody = JSON.stringify(connector.automationReply({ outcome: 'no such contact' }));
      expect(new Set([known, unscored, nobody]).size).toBe(3);
      // What is not known is absent: a number would be taken for the influence.
      expect(unscored).not.toMatch(/influence/i);
    },
  },
  {
    name: 'takes no call for a step of an automation',
    unless: 'automations',
    run: async (connector, kit) => {
      const told = { account: kit.account, at: kit.now, secret: kit.callers.secret };
      const path = `/automations/${connector.id}`;
      const request = kit.callers.visit({ ...told, method: 'POST', path, body: Buffer.from('{}') });
      expect(connector.automation(kit.app, request, kit.now)).toBeUndefined();
    },
  },
];
