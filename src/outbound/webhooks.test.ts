import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import type { Message } from '../ports/outgoing-events.ts';
import { openWebhooks } from './webhooks.ts';
import { answering } from '../../tests/support/answering.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Heard {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly path: string;
}

async function endpoint(answer: RequestListener) {
  const heard: Heard[] = [];
  const hear = async (req: IncomingMessage, res: ServerResponse) => {
    heard.push({ headers: plain(req), body: await text(req), path: req.url ?? '' });
    answer(req, res);
  };
  const server: Server = createServer(answering(hear));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const plain = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const lines: string[] = [];
const log = (facts: object, event: string) => void lines.push(`${event} ${JSON.stringify(facts)}`);

function open(origin: string, more: Partial<Parameters<typeof openWebhooks>[0]> = {}) {
  const webhooks = openWebhooks({
    ...{ now: () => new Date(), pause: async () => undefined, log: { info: log, warn: log, error: log } },
    ...{ publicUrl: 'https://kith.example', trustedOrigins: new Set([origin]), ...more },
  });
  closing.push(() => webhooks.close());
  return webhooks;
}

function message(url: string, secrets: readonly string[]): Message {
  return { url, id: 'msg-1', body: '{"type":"ping","äöü":"✓"}', secrets, at: new Date() };
}

describe('a message to an endpoint', () => {
  it('is verified by the library of Standard Webhooks with either secret while one is being replaced', async () => {
    const { heard, origin } = await endpoint((_, res) => void res.writeHead(204).end());
    const webhooks = open(origin);
    const [now, before, other] = [webhooks.newSecret(), webhooks.newSecret(), webhooks.newSecret()];
    const sent = message(`${origin}/hook?a=1`, [now, before]);
    expect(await webhooks.send(sent)).toEqual({ taken: true, status: 204 });
    const [got] = heard;
    expect([got?.path, got?.headers['content-type'], got?.body]).toEqual([
      ...['/hook?a=1', 'application/json', sent.body],
    ]);
    for (const secret of [now, before]) {
      expect(new Webhook(secret).verify(got?.body ?? '', got?.headers ?? {})).toEqual({
        type: 'ping',
        äöü: '✓',
      });
    }
    expect(() => new Webhook(other).verify(got?.body ?? '', got?.headers ?? {})).toThrow(
      /No matching signature/,
    );
    expect(() => new Webhook(now).verify(`${got?.body} `, got?.headers ?? {})).toThrow(/No matching/);
  });

  it('is not taken by an answer that is no 2xx, and honours how long it asks to wait', async () => {
    const { heard, origin } = await endpoint(
      (_, res) => void res.writeHead(503, { 'retry-after': '120' }).end('x'),
    );
    const webhooks = open(origin);
    expect(await webhooks.send(message(origin, [webhooks.newSecret()]))).toEqual({
      ...{ taken: false, status: 503, says: 'It answered 503.', retryAfterMs: 120_000 },
    });
    expect(heard).toHaveLength(1);
  });

  it.each([302, 308])('follows no redirect: %i is a no, and nobody else is asked', async (status) => {
    const elsewhere = await endpoint((_, res) => void res.end());
    const { origin } = await endpoint(
      (_, res) => void res.writeHead(status, { location: elsewhere.origin }).end(),
    );
    const webhooks = open(origin, { trustedOrigins: new Set([origin, elsewhere.origin]) });
    expect(await webhooks.send(message(origin, [webhooks.newSecret()]))).toEqual({
      ...{ taken: false, status, says: `It answered ${status}, a redirect.` },
    });
    expect(elsewhere.heard).toEqual([]);
  });

  it('is given up after the time an endpoint has, which is 15 seconds', async () => {
    const { origin } = await endpoint(() => undefined);
    const asked: number[] = [];
    const deadline = (ms: number) => {
      asked.push(ms);
      return AbortSignal.timeout(50);
    };
    const webhooks = open(origin, { deadline });
    expect(await webhooks.send(message(origin, [webhooks.newSecret()]))).toMatchObject({
      ...{ taken: false, says: expect.stringContaining('did not answer in full within 15 s') },
    });
    expect(asked).toEqual([15_000]);
  });

  it('is sent to no address inside, whatever name it has, and the log holds neither address nor secret', async () => {
    const webhooks = open('https://nobody.example', {
      lookup: (_name, _options, done) => done(null, [{ address: '10.0.0.7', family: 4 }]),
    });
    const secret = webhooks.newSecret();
    const sent = await webhooks.send(message('https://hooks.customer.example/path-4711', [secret]));
    expect(sent).toMatchObject({ taken: false, says: expect.stringContaining('not of the public internet') });
    expect(lines.join('\n')).toContain('refused_by_us');
    expect(lines.join('\n')).not.toMatch(/4711|whsec/);
  });
});

describe('from the sample workspace', () => {
  it('only what listens on this machine is told', async () => {
    const { heard, origin } = await endpoint((_, res) => void res.writeHead(204).end());
    const webhooks = open('https://nobody.example', { onlyHere: true });
    const secrets = [webhooks.newSecret()];
    expect([webhooks.refusal(origin), webhooks.refusal('https://hooks.example/')]).toEqual([
      ...[undefined, expect.stringContaining('nothing leaves this machine')],
    ]);
    expect(await webhooks.send(message(origin, secrets))).toEqual({ taken: true, status: 204 });
    expect(await webhooks.send(message('https://hooks.example/', secrets))).toEqual({
      taken: false,
      says: expect.stringContaining('nothing leaves this machine'),
    });
    expect(heard).toHaveLength(1);
  });
});

describe('an endpoint’s address', () => {
  it.each([
    ['http://127.0.0.1/hook', /127\.0\.0\.1 is not an address of the public internet/],
    ['https://localhost/hook', /no full host name/],
    ['https://intern.corp/hook', /private network/],
    ['https://169.254.169.254/latest', /not an address of the public internet/],
    ['https://user:pass@hooks.example/', /user name or a password/],
    ['https://hooks.example:8080/', /only 80 and 443/],
    ['http://hooks.example/', /unencrypted/],
    ['no address', /no web address/],
  ])('%s is refused, in words', (url, says) => {
    expect(open('https://nobody.example').refusal(url)).toMatch(says);
  });

  it('is accepted where it is public and encrypted', () => {
    expect(open('https://nobody.example').refusal('https://hooks.example/a?b=c')).toBeUndefined();
  });
});
