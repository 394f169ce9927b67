import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import { hubspot } from './index.ts';
import { kit } from './kit.ts';

const PATH = '/automations/hubspot';
const CALL = {
  callbackId: 'ap-4711-56776413549-7-0',
  origin: { portalId: 4711, actionDefinitionId: 2, actionDefinitionVersion: 1 },
  context: { source: 'WORKFLOWS', workflowId: 9 },
  object: { objectId: 614, objectType: 'CONTACT', properties: { email: 'ada@analytical.example' } },
  inputFields: { networks: 'bluesky;mastodon' },
};
const ENRICH = {
  account: '4711',
  id: 'hubspot-4711-ap-4711-56776413549-7-0',
  action: 'enrich',
  contact: '614',
  inputs: { networks: 'bluesky;mastodon' },
};

const v2 = (secret: string, method: string, uri: string, body: string) =>
  createHash('sha256')
    .update(secret + method + uri + body)
    .digest('hex');
const v3 = (secret: string, method: string, uri: string, body: string, timestamp: string) =>
  createHmac('sha256', secret)
    .update(method + uri + body + timestamp)
    .digest('base64');

interface Told {
  readonly path?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly versions?: readonly (2 | 3)[];
  readonly at?: Date;
}

/** A workflow action as HubSpot sends it. */
function called(told: Told = {}): Inbound {
  const { path = PATH, body = JSON.stringify(CALL, undefined, 1), secret = kit.app.clientSecret } = told;
  const uri = kit.app.publicUrl + path;
  const timestamp = String((told.at ?? kit.now).getTime());
  const versions = told.versions ?? [2];
  const headers = {
    ...(versions.includes(2) && {
      'x-hubspot-signature': v2(secret, 'POST', uri, body),
      'x-hubspot-signature-version': 'v2',
    }),
    ...(versions.includes(3) && {
      'x-hubspot-signature-v3': v3(secret, 'POST', uri, body, timestamp),
      'x-hubspot-request-timestamp': timestamp,
    }),
  };
  return { method: 'POST', path, headers, body: Buffer.from(body) };
}
const read = (request: Inbound, now = kit.now) => hubspot.automation(kit.app, request, now);
const saying = (changes: object) => called({ body: JSON.stringify({ ...CALL, ...changes }) });

describe('a step of a HubSpot workflow', () => {
  it('is read from its signed bytes, signed with version 2, with 3, or with both', () => {
    for (const versions of [[2], [3], [2, 3]] as const) expect(read(called({ versions }))).toEqual(ENRICH);
  });

  it('is recognised by a published example of version 2', () => {
    const app: CrmApp = {
      ...kit.app,
      publicUrl: 'https://www.example.com',
      clientSecret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    };
    const path = '/webhook_uri';
    const signature = '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900';
    const body = '{"example_field":"example_value"}';
    expect(v2(app.clientSecret, 'POST', app.publicUrl + path, body)).toBe(signature);
    const own = JSON.stringify(CALL);
    const headers = { 'x-hubspot-signature': v2(app.clientSecret, 'POST', app.publicUrl + path, own) };
    const request = { method: 'POST', path, headers, body: Buffer.from(own) };
    expect(hubspot.automation(app, request, kit.now)).toEqual(ENRICH);
  });

  it('has the same id when HubSpot calls again, and another for another call or portal', () => {
    const again = read(called({ at: new Date(kit.now.getTime() + 1_000), versions: [3] }));
    expect(again?.id).toBe(ENRICH.id);
    expect(read(saying({ callbackId: 'ap-2' }))?.id).not.toBe(ENRICH.id);
    expect(read(saying({ origin: { portalId: 4712 } }))?.id).not.toBe(ENRICH.id);
  });

  it('is not accepted by version 2 when version 3 is there and wrong, or too old', () => {
    const old = new Date(kit.now.getTime() - 5 * 60_000 - 1);
    const early = new Date(kit.now.getTime() + 60_001);
    for (const at of [old, early]) expect(read(called({ versions: [2, 3], at }))).toBeUndefined();
    const both = called({ versions: [2, 3] });
    for (const signature of ['', 'x']) {
      const headers = { ...both.headers, 'x-hubspot-signature-v3': signature };
      expect(read({ ...both, headers })).toBeUndefined();
    }
  });

  it.each([
    ['signed with another secret', called({ secret: 'guess' })],
    ['signed for another address', { ...called(), path: '/automations/other' }],
    ['with another method', { ...called(), method: 'GET' }],
    ['with another body', { ...called(), body: Buffer.from(JSON.stringify(CALL)) }],
    ['without a signature', { ...called(), headers: {} }],
    ['with an empty body', called({ body: '' })],
    ['with a body that is no JSON', called({ body: '{' })],
  ])('%s is nobody’s', (_, request) => {
    expect(read(request)).toBeUndefined();
  });

  it('cannot be played by a page, whose every request HubSpot signs: neither for its own portal nor for another', () => {
    const path = `${PATH}?userId=101&portalId=1&userEmail=rep@example.com&appId=7`;
    for (const versions of [[2], [3], [2, 3]] as const) {
      expect(read(called({ path, versions }))).toBeUndefined();
    }
  });

  it('needs no version 2 of anything else: a delivery and a page signed so are refused', () => {
    const request = called({ body: kit.deliveries.changed.toString() });
    expect(hubspot.open(kit.app, request, kit.now)).toBeUndefined();
    expect(hubspot.visitor(kit.app, called({ path: '/x?userId=1&portalId=4711' }), kit.now)).toBeUndefined();
  });

  it.each([
    ['no callback', { callbackId: undefined }],
    ['a callback with a line break', { callbackId: 'a\nb' }],
    ['an endless callback', { callbackId: 'a'.repeat(201) }],
    ['no portal', { origin: {} }],
    ['a portal that is none', { origin: { portalId: '../1' } }],
    ['no object', { object: undefined }],
    ['a company', { object: { objectId: 614, objectType: 'COMPANY' } }],
    ['a contact that is none', { object: { objectId: 'x', objectType: 'CONTACT' } }],
  ])('that has %s is not understood', (_, changes) => {
    expect(read(saying(changes))).toBeUndefined();
  });

  it('may leave its inputs empty; what is no text is left out', () => {
    expect(read(saying({ inputFields: undefined }))?.inputs).toEqual({});
    expect(read(saying({ inputFields: null }))?.inputs).toEqual({});
    expect(read(saying({ inputFields: { networks: 'github', n: 1, deep: {} } }))?.inputs).toEqual({
      networks: 'github',
    });
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(read(called({ body }))).toBeUndefined();
      }),
    );
  });
});

describe('the answer to a step of a HubSpot workflow', () => {
  it('is what is known, as output fields', () => {
    expect(hubspot.automationReply({ outcome: 'known', profiles: 2, influence: 71.5 })).toEqual({
      outputFields: { profiles: 2, influence: 71.5, hs_execution_state: 'SUCCESS' },
    });
    expect(hubspot.automationReply({ outcome: 'known', profiles: 0 })).toEqual({
      outputFields: { profiles: 0, hs_execution_state: 'SUCCESS' },
    });
  });

  it('fails the step, and lets the workflow go on, for a contact that is not there', () => {
    expect(hubspot.automationReply({ outcome: 'no such contact' })).toEqual({
      outputFields: { errorCode: 'NO_SUCH_CONTACT', hs_execution_state: 'FAIL_CONTINUE' },
    });
  });
});
