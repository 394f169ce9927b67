import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import published from './fixtures/published-delivery.json' with { type: 'json' };
import { hubspot } from './index.ts';
import { kit } from './kit.ts';

const OF_REP = 'userId=101&portalId=4711&userEmail=rep%40example.com&appId=7';
const RECORD = '/api/v1/records/614';

interface Told {
  readonly method?: string;
  readonly body?: string;
  readonly at?: Date;
  readonly secret?: string;
  /** What is signed, where it is not what is asked. */
  readonly over?: string;
  readonly publicUrl?: string;
}

/** A request as HubSpot's proxy sends it for a card. */
function asked(path: string, told: Told = {}): Inbound {
  const { method = 'GET', body = '', at = kit.now, secret = kit.app.clientSecret, over = path } = told;
  const timestamp = String(at.getTime());
  const signature = createHmac('sha256', secret)
    .update(`${method}${told.publicUrl ?? kit.app.publicUrl}${over}${body}${timestamp}`)
    .digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
  return { method, path, headers, body: Buffer.from(body) };
}
const visitor = (request: Inbound, now = kit.now) => hubspot.visitor(kit.app, request, now);
const later = (ms: number) => new Date(kit.now.getTime() + ms);
const REP = { account: '4711', user: '101', name: 'rep@example.com' };

describe('who asks from a page in HubSpot', () => {
  it('is whom the signed address names', () => {
    expect(visitor(asked(`${RECORD}?${OF_REP}`))).toEqual(REP);
    expect(visitor(asked(`${RECORD}?with=around&${OF_REP}`))).toEqual(REP);
    const body = '{ "says": "confirmed" }';
    expect(visitor(asked(`${RECORD}/refresh?${OF_REP}`, { method: 'POST', body }))).toEqual(REP);
  });

  it('is recognised whether HubSpot signs the e-mail address encoded or decoded', () => {
    const decoded = OF_REP.replace('%40', '@');
    for (const [path, over] of [
      [OF_REP, OF_REP],
      [OF_REP, decoded],
      [decoded, decoded],
    ]) {
      expect(visitor(asked(`${RECORD}?${path}`, { over: `${RECORD}?${over}` }))).toEqual(REP);
    }
    const more = `${RECORD}?${OF_REP.replace('rep', 'r%26ep')}`;
    expect(visitor(asked(more, { over: more.replace('%26', '&') }))).toBeUndefined();
  });

  it('is not taken from the published example, which HubSpot signed for no page', () => {
    const { origin, pathname } = new URL(published.url);
    const app = { ...kit.app, publicUrl: origin, clientSecret: published.secret };
    const headers = {
      'x-hubspot-signature-v3': published.signature,
      'x-hubspot-request-timestamp': published.timestamp,
    };
    const request = { method: 'POST', path: pathname, headers, body: Buffer.from(published.body) };
    expect(hubspot.visitor(app, request, new Date(Number(published.timestamp)))).toBeUndefined();
  });

  it('is believed for five minutes, and a minute early', () => {
    const request = asked(`${RECORD}?${OF_REP}`);
    for (const ms of [5 * 60_000, -60_000]) expect(visitor(request, later(ms))).toEqual(REP);
    for (const ms of [5 * 60_000 + 1, -60_001]) expect(visitor(request, later(ms))).toBeUndefined();
  });

  it.each([
    ['another secret', asked(`${RECORD}?${OF_REP}`, { secret: 'guess' })],
    ['another method', { ...asked(`${RECORD}?${OF_REP}`), method: 'DELETE' }],
    ['another address', { ...asked(`${RECORD}?${OF_REP}`), path: `${RECORD}1?${OF_REP}` }],
    ['another server', asked(`${RECORD}?${OF_REP}`, { publicUrl: 'https://elsewhere.example' })],
    [
      'another portal',
      { ...asked(`${RECORD}?${OF_REP}`), path: `${RECORD}?${OF_REP.replace('4711', '4712')}` },
    ],
    ['another body', { ...asked(`${RECORD}?${OF_REP}`), body: Buffer.from(' ') }],
  ])('is nobody when it was signed for %s', (_, request) => {
    expect(visitor(request)).toBeUndefined();
  });

  it.each([
    ['a portal of the page’s own choice before', `portalId=1&${OF_REP}`],
    ['the same under another spelling', `portal%49d=1&${OF_REP}`],
    ['a portal of the page’s own choice behind', `${OF_REP}&portalId=1`],
    ['two users', `userId=1&${OF_REP}`],
    ['two names', `userEmail=boss%40example.com&${OF_REP}`],
    ['no portal', OF_REP.replace('portalId', 'portal')],
    ['no user', OF_REP.replace('userId', 'user')],
    ['a portal that is none', OF_REP.replace('4711', '../4711')],
    ['an empty portal', OF_REP.replace('4711', '')],
  ])('is nobody when the signed address has %s', (_, query) => {
    expect(visitor(asked(`${RECORD}?${query}`))).toBeUndefined();
  });

  it.each([
    ['rep%2Bsales%40example.com', 'rep+sales@example.com'],
    ['rep+sales@example.com', 'rep+sales@example.com'],
    ['not an address', undefined],
    ['a%0Ab@example.com', undefined],
    ['', undefined],
  ])('who says to be %j is called %j', (userEmail, name) => {
    const query = `userId=101&portalId=4711&userEmail=${userEmail}`;
    expect(visitor(asked(`${RECORD}?${query}`))?.name).toBe(name);
    expect(visitor(asked(`${RECORD}?${query}`))?.user).toBe('101');
  });

  it.each(['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'])('is nobody without %s', (name) => {
    const request = asked(`${RECORD}?${OF_REP}`);
    expect(visitor({ ...request, headers: { ...request.headers, [name]: undefined } })).toBeUndefined();
  });

  it('is nobody where the app has no secret, and nothing that arrives is an error', () => {
    const request = asked(`${RECORD}?${OF_REP}`, { secret: '' });
    expect(hubspot.visitor({ ...kit.app, clientSecret: '' }, request, kit.now)).toBeUndefined();
    const text = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(text, text, fc.string(), (signature, timestamp, path) => {
        const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
        expect(visitor({ method: 'GET', path, headers, body: Buffer.alloc(0) })).toBeUndefined();
      }),
    );
  });
});

describe('a page in HubSpot', () => {
  it('cannot pass off a body of its own as a delivery: it may send any to any address of ours', () => {
    const forged = kit.deliveries.deleted.toString();
    const path = `/webhooks/hubspot?${OF_REP}`;
    const request = asked(path, { method: 'POST', body: forged });
    expect(visitor(request)).toEqual(REP);
    expect(hubspot.open(kit.app, request, kit.now)).toBeUndefined();
    const quiet = asked('/webhooks/hubspot?portalId=1', { method: 'POST', body: forged });
    expect(hubspot.open(kit.app, quiet, kit.now)).toBeUndefined();
  });
});
