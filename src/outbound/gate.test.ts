import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Failure, failureOfStatus, retryAfter } from '../core/failure.ts';
import type { Answer } from '../ports/outgoing.ts';
import { EVENTS } from './attempts.ts';
import { failureOf, PLENTY, testbed, text } from './testbed.ts';

const bed = testbed();

/** Reads as connectors do: a status that means trouble becomes its kind. */
function read(answer: Answer): string {
  const kind = failureOfStatus(answer.status);
  if (kind === undefined) return answer.text;
  const retryAfterMs = retryAfter(answer.headers.get('retry-after'), new Date());
  throw new Failure(kind, `the network answered ${answer.status}`, { retryAfterMs });
}

/** A server that gives these answers in turn, the last one for ever. */
function inTurn(...answers: readonly ((res: ServerResponse) => void)[]) {
  let asked = 0;
  return bed.serve((_req, res) => {
    answers[Math.min(asked, answers.length - 1)]?.(res);
    asked += 1;
  });
}
const fine = (res: ServerResponse) => void res.end('fine');
const says = (status: number, headers: Record<string, string> = {}) => {
  return (res: ServerResponse) => void res.writeHead(status, headers).end('no');
};

describe('a good answer that asks for quiet', () => {
  it('lets the next call to that network wait, and no other network', async () => {
    const url = await inTurn(fine);
    const gate = bed.gate();
    const ask = gate.askAs('net', PLENTY);
    expect(await ask({ url, host: 'us', quietAfter: () => 12_000 }, read)).toBe('fine');
    expect(await gate.askAs('other', PLENTY)({ url, host: 'us' }, read)).toBe('fine');
    expect(bed.pauses).toEqual([]);
    expect(await ask({ url, host: 'us', quietAfter: () => undefined }, read)).toBe('fine');
    expect(await ask({ url, host: 'us' }, read)).toBe('fine');
    expect(bed.pauses).toEqual([12_000]);
  });
});

describe('asking again', () => {
  it('waits as many seconds as Retry-After says and then gets its answer', async () => {
    const url = await inTurn(says(429, { 'retry-after': '7' }), fine);
    expect(await bed.gate().askAs('net', PLENTY)({ url, host: 'us' }, read)).toBe('fine');
    expect(bed.pauses).toEqual([7_000]);
  });

  it('waits until the date that Retry-After says', async () => {
    const url = await inTurn(says(429, { 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }), fine);
    expect(await bed.gate().askAs('net', PLENTY)({ url, host: 'us' }, read)).toBe('fine');
    expect(bed.pauses).toEqual([30_000]);
  });

  it('gives a wait of an hour back to the caller at once, and keeps the others of the lane away until then', async () => {
    let asked = 0;
    const url = await bed.serve((_req, res) => {
      asked += 1;
      says(429, { 'retry-after': '3600' })(res);
    });
    const ask = bed.gate().askAs('net', PLENTY);

    expect(await failureOf(ask({ url, host: 'us' }, read))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 3_600_000,
    });
    expect(await failureOf(ask({ url, host: 'us' }, read))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 3_600_000,
    });
    expect(asked).toBe(1);
    expect(bed.pauses).toEqual([]);
  });

  it('lets the whole lane rest when one of its calls was told to wait, and that one goes before newer ones', async () => {
    const seen: { path: string | undefined; at: number }[] = [];
    const start = Date.now();
    const url = await bed.serve((req, res) => {
      seen.push({ path: req.url, at: Date.now() - start });
      (seen.length === 1 ? says(429, { 'retry-after': '20' }) : fine)(res);
    });
    const ask = bed.gate().askAs('net', { ...PLENTY, together: 1 });
    await Promise.all([1, 2, 3, 4].map((n) => ask({ url: `${url}/${n}`, host: 'us' }, read)));

    // The second was already at the door when the first came back.
    expect(seen.map(({ path }) => path)).toEqual(['/1', '/2', '/1', '/3', '/4']);
    for (const { at } of seen.slice(1)) expect(at).toBeGreaterThanOrEqual(20_000);
    expect(bed.pauses).toEqual([20_000]);
  });

  it('backs off longer each time from a network that is down, and gives up after four attempts', async () => {
    const url = await inTurn(says(503));
    const failure = await failureOf(bed.gate().askAs('net', PLENTY)({ url, host: 'us' }, read));
    expect(failure.kind).toBe('unavailable');
    expect(bed.pauses).toEqual([500, 1_000, 2_000]);
  });

  it('asks once only when waiting cannot mend it', async () => {
    let asked = 0;
    const url = await bed.serve((_req, res) => {
      asked += 1;
      says(401)(res);
    });
    expect((await failureOf(bed.gate().askAs('net', PLENTY)({ url, host: 'us' }, read))).kind).toBe(
      'unauthorized',
    );
    expect(asked).toBe(1);
  });

  it('asks once only where second attempts are off', async () => {
    const url = await inTurn(says(503), fine);
    const ask = bed.gate({ attempts: 1 }).askAs('net', PLENTY);
    expect((await failureOf(ask({ url, host: 'us' }, read))).kind).toBe('unavailable');
  });

  it('passes a bug in the reading on as it is, without asking again', async () => {
    const url = await inTurn(fine);
    const bug = new TypeError('undefined is not a function');
    const ask = bed.gate().askAs('net', PLENTY);
    await expect(
      ask({ url, host: 'us' }, () => {
        throw bug;
      }),
    ).rejects.toBe(bug);
    expect(bed.pauses).toEqual([]);
  });
});

describe('names', () => {
  it('are looked up where the gate was told to', async () => {
    const url = new URL(await inTurn(fine));
    url.hostname = 'api.network.example';
    const gate = bed.gate({
      lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await gate.askAs('net', PLENTY)({ url, host: 'us' }, read)).toBe('fine');
  });
});

describe('connections that break', () => {
  it('mends a reset connection by asking again', async () => {
    const url = await inTurn((res) => void res.socket?.resetAndDestroy(), fine);
    expect(await bed.gate().askAs('net', PLENTY)({ url, host: 'us' }, read)).toBe('fine');
    expect(bed.pauses).toEqual([500]);
  });

  it('reports a host where nobody listens as unavailable, with the code of the system', async () => {
    const ask = bed.gate().askAs('net', PLENTY);
    const failure = await failureOf(ask({ url: 'http://127.0.0.1:9/', host: 'us' }, read));
    expect(failure).toMatchObject({ kind: 'unavailable' });
    expect(failure.message).toBe('127.0.0.1:9 did not answer (ECONNREFUSED)');
  });

  it('does not try a host name again that does not exist', async () => {
    const gate = bed.gate({
      lookup: (_name, _options, done) =>
        done(Object.assign(new Error('no such host'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), ''),
    });
    const ask = gate.askAs('website', PLENTY);
    const failure = await failureOf(ask({ url: 'https://gone.example/', host: 'people' }, read));
    expect(failure).toMatchObject({
      kind: 'unavailable',
      message: 'gone.example did not answer (ENOTFOUND)',
    });
    expect(bed.pauses).toEqual([]);
  });

  it('counts the body into the time of an attempt: one that stops half-way is given up', async () => {
    const deadlines: AbortController[] = [];
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half of it', () => deadlines.at(-1)?.abort());
    });
    const gate = bed.gate({
      deadline: () => {
        deadlines.push(new AbortController());
        return deadlines.at(-1)?.signal ?? AbortSignal.abort();
      },
    });
    const failure = await failureOf(gate.askAs('net', PLENTY)({ url, host: 'us' }, read));
    expect(failure.kind).toBe('unavailable');
    expect(failure.message).toMatch(/did not answer in full within 10 s$/);
    expect(deadlines).toHaveLength(4);
  });
});

describe('stopping', () => {
  it('ends a call at once when its caller gives it up while the other side is silent', async () => {
    const caller = new AbortController();
    const url = await bed.serve(() => caller.abort(new Error('changed my mind')));
    const ask = bed.gate().askAs('net', PLENTY);
    await expect(ask({ url, host: 'us', signal: caller.signal }, read)).rejects.toThrow('changed my mind');
  });

  it('ends a call at once when its caller gives it up during a wait', async () => {
    const caller = new AbortController();
    const url = await inTurn(says(503));
    const gate = bed.gate({
      pause: async (_ms, signal) => {
        setImmediate(() => caller.abort(new Error('changed my mind')));
        await once(signal ?? new EventTarget(), 'abort');
      },
    });
    const call = gate.askAs('net', PLENTY)({ url, host: 'us', signal: caller.signal }, read);
    await expect(call).rejects.toThrow('changed my mind');
  });

  it('does not even start for a caller that gave up before', async () => {
    let asked = 0;
    const url = await bed.serve((_req, res) => {
      asked += 1;
      fine(res);
    });
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(bed.gate().askAs('net', PLENTY)({ url, host: 'us', signal }, read)).rejects.toThrow(
      'too late',
    );
    expect(asked).toBe(0);
  });

  it('ends what is under way when it closes, and lets nothing out afterwards', async () => {
    const asked = Promise.withResolvers<void>();
    const url = await bed.serve(() => asked.resolve());
    const gate = bed.gate();
    const ask = gate.askAs('net', PLENTY);
    const hanging = failureOf(ask({ url, host: 'us' }, read));
    await asked.promise;
    await gate.close();
    expect((await hanging).message).toMatch(/shutting down/);
    expect((await failureOf(ask({ url, host: 'us' }, read))).message).toMatch(/shutting down/);
  });
});

describe('silence', () => {
  it('says neither in an error nor in a log line what was asked with which secret', async () => {
    const url = await inTurn(says(503), (res) => void res.socket?.destroy(), says(200));
    const ask = bed.gate().askAs('net', PLENTY);
    const failure = await failureOf(
      ask(
        {
          url: `${url}/people/ada@ada.example?key=QUERYSECRET`,
          host: 'us',
          method: 'POST',
          headers: { authorization: 'Bearer HEADERSECRET' },
          body: '{"email":"BODYSECRET"}',
        },
        (answer) => (answer.status === 503 ? read(answer) : answer.json()),
      ),
    );
    const told = [failure.message, String(failure.cause), failure.stack, ...bed.lines].join('\n');
    expect(failure.kind).toBe('malformed');
    expect(bed.lines.map((line) => line.split(' ')[0])).toEqual([EVENTS.again, EVENTS.again, EVENTS.gaveUp]);
    expect(told).not.toMatch(/SECRET|ada@|people/);
  });
});

describe('the way of a vendor SDK', () => {
  it('asks again after trouble of the connection, wherever the SDK hid it', async () => {
    let tries = 0;
    const answer = await bed.gate().pass('acme-1', async () => {
      tries += 1;
      if (tries < 3) {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
      }
      return 'written';
    });
    expect(answer).toBe('written');
    expect(bed.pauses).toEqual([500, 1_000]);
  });

  it('ends an attempt that does not listen to its signal', async () => {
    const time = new AbortController();
    const gate = bed.gate({ attempts: 1, deadline: () => time.signal });
    const deaf = () => {
      setImmediate(() => time.abort());
      return new Promise<never>(() => undefined);
    };
    const failure = await failureOf(gate.pass('acme-1', deaf));
    expect(failure).toMatchObject({ kind: 'unavailable' });
  });

  it('keeps the budget of its lane', async () => {
    const gate = bed.gate({ limitsOf: () => ({ requests: 1, perSeconds: 2, together: 1 }) });
    const start = Date.now();
    await Promise.all([1, 2, 3].map(() => gate.pass('acme-1', async () => 'done')));
    expect(Date.now() - start).toBe(4_000);
    expect(await bed.gate().pass('other', async () => text.name)).toBe('text');
  });
});
