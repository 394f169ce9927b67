import { inspect } from 'node:util';
import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Crm, CrmConnector } from '../../../src/ports/crm.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import type { Asked, CrmKit } from './kit.ts';

/** None of these may ever be read in an error. */
export const SECRETS = {
  accessToken: 'access-token-that-nobody-may-see',
  renewedToken: 'renewed-token-that-nobody-may-see',
  refreshToken: 'refresh-token-that-nobody-may-see',
  code: 'code-that-nobody-may-see',
  verifier: 'verifier-that-nobody-may-see',
} as const;

/** The gate with everything off: no budget, no time-out, no second attempt. */
export const straight: Pass = (_lane, work) => work(new AbortController().signal);

/** With everything granted that the connector may ask for, unless told. */
export function connected(
  connector: CrmConnector,
  kit: CrmKit,
  pass: Pass = straight,
  scopes: readonly string[] = kit.scopes,
): Crm {
  return connector.connect({
    app: kit.app,
    account: kit.account,
    token: async () => SECRETS.accessToken,
    renew: async () => SECRETS.renewedToken,
    base: async () => kit.base,
    saw: () => undefined,
    pass,
    now: () => kit.now,
    scopes,
  });
}

/** Something to put into the CRM, of a kind that needs no right beyond the least. */
export const ITEM = { kind: 'task', title: 'Call', body: 'About cogs', key: 'k-1' } as const;

/** Somebody of whom little is stated. */
export const NEW_CONTACT = {
  ...{ key: 'k-1', name: { first: 'Ada', last: 'Lovelace' } },
  url: 'https://bsky.app/profile/ada.example',
} as const;

/** All calls that reach the CRM, each with something to do. */
export function callsOf(
  crm: Crm,
  kit: CrmKit,
): readonly (readonly [name: string, call: () => Promise<unknown>])[] {
  return [
    ['contacts', () => crm.contacts([kit.id(1)])],
    ['page', () => crm.page()],
    ['prepare', () => crm.prepare()],
    ['write', () => crm.write([{ contact: kit.id(1), fields: { headline: 'Somebody' } }])],
    ['planned', () => crm.planned()],
    ['fields', () => crm.fields()],
    ['values', () => crm.values([kit.id(1)], ['email'])],
    ['look', () => crm.look([kit.id(1)], ['email'])],
    ['around', () => crm.around(kit.id(1))],
    ['openDeals', () => crm.openDeals([kit.id(1)])],
    ['add', () => crm.add({ ...ITEM, contact: kit.id(1) })],
    ['addContact', () => crm.addContact(NEW_CONTACT)],
    ['leave', () => crm.leave()],
  ];
}

export function grantsOf(connector: CrmConnector, kit: CrmKit, pass: Pass = straight) {
  const answer = { code: SECRETS.code, verifier: SECRETS.verifier, redirectUri: `${kit.app.publicUrl}/back` };
  return [
    ['redeem', () => connector.redeem(kit.app, pass, answer, kit.now)],
    ['refresh', () => connector.refresh(kit.app, pass, SECRETS.refreshToken, kit.now)],
    ['revoke', () => connector.revoke(kit.app, pass, SECRETS.refreshToken, kit.now)],
  ] as const;
}

/** The failure that a call ends in. */
async function failureOf(name: string, call: () => Promise<unknown>): Promise<Failure> {
  const outcome = await call().then(
    () => 'an answer',
    (error: unknown) => error,
  );
  expect(outcome, `${name} throws a Failure`).toBeInstanceOf(Failure);
  return outcome as Failure;
}

export async function expectKind(
  name: string,
  call: () => Promise<unknown>,
  kind: FailureKind,
): Promise<Failure> {
  const failure = await failureOf(name, call);
  expect(failure.kind, name).toBe(kind);
  return failure;
}

/** Whatever one can print of an error, and of what caused it. */
export function allOf(error: unknown): string {
  const stacks = error instanceof Error ? `${error.stack} ${String(error.cause)}` : '';
  return `${String(error)} ${JSON.stringify(error)} ${inspect(error, { depth: 8, showHidden: true })} ${stacks}`;
}

/** What was asked for the sake of the call, and not about the CRM itself. */
export function wanted(kit: CrmKit, asked: readonly Asked[]): readonly Asked[] {
  return asked.filter((one) => !kit.asksItself(one));
}
