import nock from 'nock';
import { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { SECRETS, connected, straight } from '../../../tests/contract/crm/session.ts';
import { salesforce } from './index.ts';
import { kit } from './kit.ts';
import { PERSON_FIELDS } from './names.ts';

export const DATA = '/services/data/v67.0';
export const LEAD = ContactId.parse('00QWs0000000001MAA');
export const STAMP = '2026-11-24T09:00:00.000+0000';
export const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

/** Salesforce, which answers exactly what a test announces and nothing else. */
export const api = () => nock(kit.base).defaultReplyHeaders(JSON_TYPE);
export const trouble = (errorCode: string, message = 'in prose', fields?: string[]) => [
  { errorCode, message, ...(fields && { fields }) },
];
export const field = (name: string, type = 'string') => ({ name, label: name, type, updateable: true });
const STANDARD = ['FirstName', 'LastName', 'Title', 'Email', 'SystemModstamp'].map((name) => field(name));
export const PACKAGED = Object.values(PERSON_FIELDS).map(({ name }) => field(name));

export function describes(person: 'Contact' | 'Lead', ...more: object[]) {
  return api()
    .get(`${DATA}/sobjects/${person}/describe`)
    .reply(200, { fields: [...STANDARD, ...PACKAGED, ...more], childRelationships: [] });
}
/** Queries in the order in which they come, each with its rows; what was asked is kept. */
export function queries(...answers: readonly (readonly object[])[]): string[] {
  const asked: string[] = [];
  for (const records of answers) {
    api()
      .get(`${DATA}/query`)
      .query(({ q }) => asked.push(String(q)) > 0)
      .reply(200, { totalSize: records.length, done: true, records });
  }
  return asked;
}
type Sent = { readonly records: readonly Readonly<Record<string, unknown>>[] };
/** One call that writes a collection; what was sent is kept. */
export function collection(
  answer: readonly object[] | readonly [number, unknown],
  path = '',
  method = 'PATCH',
): Sent[] {
  const sent: Sent[] = [];
  const [status, body] = typeof answer[0] === 'number' ? [answer[0], answer[1]] : [200, answer];
  api()
    .intercept(`${DATA}/composite/sobjects${path}`, method, (said: Sent) => sent.push(said) > 0)
    .reply(status, JSON.stringify(body));
  return sent;
}
export const done = { id: '003Ws0000000900IAA', success: true, errors: [] };
export const refused = (statusCode: string, message = 'in prose', fields: string[] = []) => ({
  success: false,
  errors: [{ statusCode, message, fields }],
});
export const headline = (contact: ContactId, text: string | null): Patch => ({
  contact,
  fields: { headline: text },
});
export const connect = (differs: Partial<CrmSession> = {}) =>
  salesforce.connect({
    ...{ app: kit.app, account: kit.account, scopes: kit.scopes, pass: straight, now: () => kit.now },
    ...{ token: async () => SECRETS.accessToken, renew: async () => SECRETS.renewedToken },
    ...{ base: async () => kit.base, saw: () => undefined },
    ...differs,
  });
export const open = () => connected(salesforce, kit);
