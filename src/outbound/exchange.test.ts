import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../ports/outgoing.ts';
import { failureOf, PLENTY, testbed, text } from './testbed.ts';

const bed = testbed();
const ask = () => bed.gate().askAs('website', PLENTY);

const summary = (answer: Answer) => ({ status: answer.status, path: new URL(answer.url).pathname });

describe('bodies', () => {
  it('stops a body of 50 MB that announces itself without reading it', async () => {
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-length': '50000000' });
      res.write(Buffer.alloc(1000));
    });
    const failure = await failureOf(ask()({ url, host: 'us' }, text));
    expect(failure.kind).toBe('refused by us');
    expect(failure.message).toMatch(/more than 1000000 bytes \(at least 50000000\)/);
  });

  it('stops a body that hides its 50 MB, soon after the limit, by closing the connection', async () => {
    let sent = 0;
    const closed = Promise.withResolvers<number>();
    const url = await bed.serve((_req, res) => {
      const more = () => {
        while (sent < 50_000_000) {
          sent += 10_000;
          if (!res.write(Buffer.alloc(10_000))) return void res.once('drain', more);
        }
        res.end();
      };
      res.on('close', () => closed.resolve(sent));
      more();
    });
    expect((await failureOf(ask()({ url, host: 'us' }, text))).kind).toBe('refused by us');
    expect(await closed.promise).toBeLessThan(30_000_000);
  });

  it('stops a gzip bomb by what comes out of it', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(bomb.length) });
      res.end(bomb);
    });
    const failure = await failureOf(ask()({ url, host: 'us' }, text));
    expect(failure.kind).toBe('refused by us');
    const counted = Number(/at least (\d+)/.exec(failure.message)?.[1]);
    expect(counted).toBeLessThan(1_200_000);
  });

  it('closes the connection of an endless packed body as soon as it is too large', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' });
      res.on('close', closed.resolve);
      // Never ended: only the other side can close it.
      res.write(gzipSync(Buffer.alloc(5_000_000)));
    });
    expect((await failureOf(ask()({ url, host: 'us' }, text))).kind).toBe('refused by us');
    await closed.promise;
  });

  it('reads a body up to the limit it was given, and none beyond', async () => {
    const url = await bed.serve((_req, res) => void res.end('x'.repeat(1000)));
    expect(await ask()({ url, host: 'us', maxBytes: 1000 }, text)).toHaveLength(1000);
    expect((await failureOf(ask()({ url, host: 'us', maxBytes: 999 }, text))).kind).toBe('refused by us');
  });

  it.each([
    ['gzip', gzipSync('Grüße')],
    ['br', brotliCompressSync('Grüße')],
    ['identity', Buffer.from('Grüße')],
  ])('unpacks %s', async (encoding, packed) => {
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-encoding': encoding, 'content-type': 'text/plain; charset=utf-8' });
      res.end(packed);
    });
    expect(await ask()({ url, host: 'us' }, text)).toBe('Grüße');
  });

  it.each([
    ['of a kind nobody offered', 'zpaq', Buffer.from('x')],
    ['twice', 'gzip, gzip', gzipSync(gzipSync('x'))],
    ['only in name', 'gzip', Buffer.from('not packed at all')],
  ])('calls an answer malformed that is packed %s', async (_how, encoding, packed) => {
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-encoding': encoding });
      res.end(packed);
    });
    expect((await failureOf(ask()({ url, host: 'us' }, text))).kind).toBe('malformed');
  });

  it('accepts an empty body that claims to be packed', async () => {
    const url = await bed.serve((_req, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end());
    expect(await ask()({ url, host: 'us' }, text)).toBe('');
  });

  it('reads a Latin-1 page as its author wrote it', async () => {
    const url = await bed.serve((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html; charset=ISO-8859-1' });
      res.end(Buffer.from('Café Zoë', 'latin1'));
    });
    expect(await ask()({ url, host: 'us' }, text)).toBe('Café Zoë');
  });

  it('hands over headers that are no ASCII', async () => {
    const url = await bed.serve((_req, res) => {
      res.socket?.end(
        'HTTP/1.1 200 OK\r\nx-name: Zoë\r\nset-cookie: a\r\nset-cookie: b\r\ncontent-length: 0\r\n\r\n',
      );
    });
    const cookies = await ask()({ url, host: 'us' }, (answer) => answer.headers.getSetCookie());
    expect(cookies).toEqual(['a', 'b']);
  });

  it('calls an answer malformed that is no HTTP', async () => {
    const url = await bed.serve((_req, res) => void res.socket?.end('220 mail.example ESMTP\r\n'));
    expect((await failureOf(ask()({ url, host: 'us' }, text))).kind).toBe('malformed');
  });
});

describe('redirects', () => {
  it('follows a redirect and says where it arrived', async () => {
    const url = await bed.serve((req, res) => {
      if (req.url === '/about') res.end('here');
      else res.writeHead(302, { location: '/about#me' }).end('moved');
    });
    expect(await ask()({ url, host: 'us' }, summary)).toEqual({ status: 200, path: '/about' });
  });

  it('follows a target that is written in UTF-8 without escapes', async () => {
    const url = await bed.serve((req, res) => {
      if (req.url === '/') {
        const location = Buffer.from('/über').toString('latin1');
        res.writeHead(301, { location }).end();
      } else res.end(req.url);
    });
    expect(await ask()({ url, host: 'us' }, text)).toBe('/%C3%BCber');
  });

  it('notices a circle', async () => {
    let asked = 0;
    const url = await bed.serve((req, res) => {
      asked += 1;
      res.writeHead(302, { location: req.url === '/a' ? '/b' : '/a' }).end();
    });
    const failure = await failureOf(ask()({ url: `${url}/a`, host: 'us' }, text));
    expect(failure).toMatchObject({ kind: 'malformed' });
    expect(failure.message).toMatch(/circle/);
    expect(asked).toBe(2);
  });

  it('follows five redirects and not six', async () => {
    const url = await bed.serve((req, res) => {
      const left = Number(req.url?.slice(1));
      if (left === 0) res.end('arrived');
      else res.writeHead(307, { location: `/${left - 1}` }).end();
    });
    expect(await ask()({ url: `${url}/5`, host: 'us' }, text)).toBe('arrived');
    expect((await failureOf(ask()({ url: `${url}/6`, host: 'us' }, text))).message).toMatch(/more than 5/);
  });

  it('keeps credentials on the same origin and drops them on the way to another', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await bed.serve((req, res) => {
      seen.push(req.headers.authorization, req.headers['private-token'] as string, req.headers.accept);
      res.end();
    });
    const url = await bed.serve((req, res) => {
      if (req.url === '/') return void res.writeHead(302, { location: '/again' }).end();
      seen.push(req.headers.authorization);
      res.writeHead(302, { location: elsewhere }).end();
    });
    const headers = { Authorization: 'Bearer t', 'Private-Token': 't', Accept: 'text/html' };
    await ask()({ url, host: 'us', headers }, text);
    expect(seen).toEqual(['Bearer t', undefined, undefined, 'text/html']);
  });

  it('does not carry a body to another origin', async () => {
    const elsewhere = await bed.serve((_req, res) => void res.end());
    const url = await bed.serve((_req, res) => void res.writeHead(307, { location: elsewhere }).end());
    const failure = await failureOf(ask()({ url, host: 'us', method: 'POST', body: 'secret' }, text));
    expect(failure.kind).toBe('refused by us');
  });

  it('turns a POST that is answered with 303 into a GET without its body', async () => {
    const url = await bed.serve((req, res) => {
      if (req.method === 'POST') return void res.writeHead(303, { location: '/done' }).end();
      res.end(`${req.method} ${req.headers['content-length'] ?? 'nothing'}`);
    });
    expect(await ask()({ url, host: 'us', method: 'POST', body: 'x' }, text)).toBe('GET nothing');
  });

  it('refuses to be sent from our own host into the private network', async () => {
    const url = await bed.serve((_req, res) => {
      res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    const failure = await failureOf(ask()({ url, host: 'us' }, text));
    expect(failure.kind).toBe('refused by us');
    expect(failure.message).not.toContain('meta-data');
  });
});
