import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '../core/failure.ts';
import { askGraph } from './graph-api.ts';
import type { Answer, Ask } from './outgoing.ts';

interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Asks an API that answers this; what it said, and for how long it asked for quiet. */
async function asked({ status = 200, headers = {}, body }: Told) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer: Answer = {
    ...{ status, text, headers: new Headers(headers), url: '' },
    json: () => JSON.parse(text) as unknown,
  };
  let quiet: number | undefined;
  const ask: Ask = async (request, read) => {
    const found = await read(answer);
    quiet = request.quietAfter?.(answer);
    return found;
  };
  const tools = { ask, settings: { base: 'https://graph.example/v1', token: 't' }, now: () => new Date(0) };
  const question = { path: '/me', params: {}, schema: z.object({ id: z.string() }) };
  const found = await askGraph(tools, 'Somewhere', question).catch((error: unknown) => {
    if (error instanceof Failure) return error;
    throw error;
  });
  return { found, quiet };
}

const refused = (code: number, error_subcode?: number) => ({
  status: 400,
  body: { error: { message: 'Somebody’s words', type: 'OAuthException', code, error_subcode } },
});

describe('a refusal that names its code', () => {
  it.each([
    [1, 'unavailable'],
    [4, 'rate-limited'],
    [10, 'forbidden'],
    [17, 'rate-limited'],
    [32, 'rate-limited'],
    [190, 'unauthorized'],
    [200, 'forbidden'],
    [299, 'forbidden'],
    [613, 'rate-limited'],
    [80_002, 'rate-limited'],
    [100, 'rejected'],
    [12_345, 'rejected'],
  ] as const)('%i is %s, whatever its status', async (code, kind) => {
    const { found } = await asked(refused(code));
    expect(found).toMatchObject({ kind });
    expect(String(found)).not.toContain('words');
  });

  it.each([
    [100, 33],
    [110, undefined],
    [803, undefined],
    [24, undefined],
  ])('%i says that nobody is there', async (code, subcode) => {
    expect((await asked(refused(code, subcode))).found).toBeUndefined();
  });
});

describe('a budget', () => {
  const usage = (used: object) => ({
    'x-business-use-case-usage': JSON.stringify({ '17': [{ type: 'pages', ...used }] }),
  });

  it('that is spent is waited for as long as the header says, in minutes', async () => {
    const headers = usage({ call_count: 100, estimated_time_to_regain_access: 19 });
    expect((await asked({ ...refused(32), headers })).found).toMatchObject({ retryAfterMs: 19 * 60_000 });
    expect((await asked(refused(32))).found).toMatchObject({ retryAfterMs: 300_000 });
    const both = { ...headers, 'retry-after': '7' };
    expect((await asked({ ...refused(32), headers: both })).found).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('that is nearly spent asks for quiet before it refuses, and one that is not does not', async () => {
    const body = { id: '1' };
    const app = (call_count: number) => ({ 'x-app-usage': JSON.stringify({ call_count, total_time: 3 }) });
    expect((await asked({ body, headers: app(95) })).quiet).toBe(300_000);
    expect((await asked({ body, headers: app(94) })).quiet).toBeUndefined();
    expect((await asked({ body, headers: usage({ total_cputime: 99 }) })).quiet).toBe(300_000);
    for (const odd of ['', 'none', '[]', '{"17":"x"}', '{"call_count":"many"}'])
      expect((await asked({ body, headers: { 'x-app-usage': odd } })).quiet, odd).toBeUndefined();
  });
});
