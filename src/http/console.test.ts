import express from 'express';
import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from './console.ts';
import type { Console } from './console.ts';
import { listen } from './listen.ts';
import type { Listening } from './listen.ts';

let page: Console;
let served: Listening;
beforeAll(async () => {
  page = await openConsole();
  served = await listen(express().use(page.router), 0, '127.0.0.1');
});
afterAll(() => served.close(0));

const get = (path: string, headers = {}) => request(`${served.url}${path}`, { headers });

describe('the console', () => {
  it('is one page for the list, the review queue and every contact, without a word of script in it', async () => {
    const pages = await Promise.all(
      ['/', '/contacts', '/review', '/contacts/did%3Aplc%2Fx'].map(async (path) =>
        (await get(path)).body.text(),
      ),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).not.toMatch(/<script(?![^>]*src=)/);
    expect(pages[0]).not.toMatch(/<style|\sstyle=/);
  });

  it('serves its assets for good, because their names change with their content', async () => {
    const { headers, body } = await get(page.css);
    expect(headers['cache-control']).toContain('immutable');
    expect(await body.text()).toContain('color-scheme');
    const zipped = await get(page.css, { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(await zipped.body.arrayBuffer())).toString()).toContain('color-scheme');
  });

  it('gives the same names to the same content', async () => {
    expect((await openConsole()).css).toBe(page.css);
  });
});
