import type { RequestListener } from 'node:http';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { listen } from './listen.ts';

describe('listening', () => {
  it('says the cure when the port is taken', async () => {
    const first = await listen((_, res) => res.end(), 0, '127.0.0.1');
    await expect(listen((_, res) => res.end(), first.port, '127.0.0.1')).rejects.toThrow(
      `Port ${first.port} is in use. Stop the other program, or set KITH_PORT to another port.`,
    );
    await first.close();
  });

  it('lets a request at hand end before it closes, and takes no new one', async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const slow: RequestListener = async (_, res) => {
      entered.resolve();
      await release.promise;
      res.end('whole');
    };
    const server = await listen(slow, 0, '127.0.0.1');
    const answer = request(server.url).then(({ body }) => body.text());
    await entered.promise;
    const closed = server.close();
    await expect(request(server.url, { reset: true })).rejects.toThrow(/ECONNREFUSED/);
    release.resolve();
    expect(await answer).toBe('whole');
    await closed;
  });

  it('cuts a request that does not end in time', async () => {
    const entered = Promise.withResolvers<void>();
    const server = await listen(() => entered.resolve(), 0, '127.0.0.1');
    const answer = request(server.url);
    answer.catch(() => undefined);
    await entered.promise;
    await server.close(0);
    await expect(answer).rejects.toThrow();
  });
});
