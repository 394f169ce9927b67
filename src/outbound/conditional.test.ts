import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { PLENTY, testbed, text } from './testbed.ts';

const bed = testbed();

/** A page with a name, which says so when it is asked with that name. */
async function page(named: () => OutgoingHttpHeaders, says: () => string) {
  const asked: IncomingHttpHeaders[] = [];
  const origin = await bed.serve((req, res) => {
    asked.push(req.headers);
    const headers = named();
    const known = req.headers['if-none-match'] ?? req.headers['if-modified-since'];
    const same = known !== undefined && [headers['etag'], headers['last-modified']].includes(known);
    res.writeHead(same ? 304 : 200, headers).end(same ? undefined : says());
  });
  const ask = bed.gate().askAs('net', PLENTY);
  const get = (headers: Readonly<Record<string, string>> = {}) =>
    ask({ url: `${origin}/feed`, host: 'us', headers }, text);
  return { asked, get };
}

describe('what was asked before', () => {
  it.each([[{ etag: 'W/"7"' }], [{ 'last-modified': 'Sun, 01 Mar 2026 11:00:00 GMT' }]])(
    'is asked with %o, and not sent again while it is the same',
    async (named) => {
      let words = 'first';
      const { asked, get } = await page(
        () => named,
        () => words,
      );
      expect(await get()).toBe('first');
      words = 'would be sent if it had been asked for';
      expect(await get()).toBe('first');
      expect(asked).toHaveLength(2);
    },
  );

  it('is sent when it changed, and remembered under its new name', async () => {
    let version = 1;
    const { get } = await page(
      () => ({ etag: `"${version}"` }),
      () => `version ${version}`,
    );
    expect([await get(), (version = 2), await get(), await get()]).toEqual([
      ...['version 1', 2, 'version 2', 'version 2'],
    ]);
  });

  it('with another key is another question', async () => {
    const { asked, get } = await page(
      () => ({ etag: '"1"' }),
      () => 'yours',
    );
    await get({ authorization: 'Bearer one' });
    await get({ authorization: 'Bearer two' });
    expect(asked[1]).not.toHaveProperty('if-none-match');
  });

  it('is not remembered where the host forbids it, nor for longer than half a day', async () => {
    const headers: OutgoingHttpHeaders = { etag: '"1"', 'cache-control': 'private, no-store' };
    const { asked, get } = await page(
      () => headers,
      () => 'said',
    );
    await get();
    await get();
    expect(asked[1]).not.toHaveProperty('if-none-match');
    delete headers['cache-control'];
    await get();
    vi.setSystemTime(Date.now() + 13 * 3_600_000);
    await get();
    expect(asked[3]).not.toHaveProperty('if-none-match');
  });
});
