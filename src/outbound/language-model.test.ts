import { afterEach, describe, expect, it } from 'vitest';
import { openModelSimulator } from '../../tests/support/language-model.ts';
import type { ModelAnswer } from '../../tests/support/language-model.ts';
import { openLanguageModel } from './language-model.ts';

const KEY = 'sk-fictional-123';
const NOW = new Date('2026-11-22T12:00:00Z');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(answer: () => ModelAnswer, { url, key = KEY }: { url?: string; key?: string } = {}) {
  const clock = { ms: NOW.getTime() };
  const there = await openModelSimulator(answer);
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const expire = new AbortController();
  const model = openLanguageModel(
    { url: url ?? `${there.url}/`, name: 'small-1', key },
    {
      ...{ now: () => new Date(clock.ms), pause: async () => undefined, deadline: () => expire.signal },
      log: { info: log, warn: log, error: log },
    },
  );
  closing.push(there.close, model.close);
  const pass = (hours: number) => (clock.ms += hours * 3_600_000);
  return {
    there,
    model,
    lines,
    pass,
    timeIsUp: () => expire.abort(new DOMException('late', 'TimeoutError')),
  };
}
const ask = (text = 'Sum this up') => [{ role: 'user', content: text }] as const;

describe('a language model that was set up', () => {
  it('is asked as the protocol has it, on a private address too, and answers in words', async () => {
    const { there, model } = await open(() => ({ content: 'It works [1].' }));
    expect(await model.complete(ask())).toBe('It works [1].');
    expect(there.asked).toMatchObject([
      {
        path: '/v1/chat/completions',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body: { model: 'small-1', messages: ask(), temperature: 0, stream: false },
      },
    ]);
    expect([model.name, model.host]).toEqual(['small-1', new URL(there.url).host]);
  });

  it('is asked again after it failed', async () => {
    let fails = true;
    const { model } = await open(() => (fails ? { status: 500 } : { content: 'So.' }));
    await expect(model.complete(ask())).rejects.toMatchObject({ kind: 'unavailable' });
    fails = false;
    expect(await model.complete(ask())).toBe('So.');
  });

  it('is asked the same thing once', async () => {
    const { there, model } = await open(() => ({ content: 'So.' }));
    await model.complete(ask());
    await model.complete(ask());
    expect(there.asked).toHaveLength(1);
    await model.complete(ask('Something else'));
    expect(there.asked).toHaveLength(2);
  });

  it('is remembered for no longer than what it was told of may be kept', async () => {
    const { there, model, pass } = await open(() => ({ content: 'So.' }));
    await model.complete(ask());
    pass(11);
    await model.complete(ask());
    expect(there.asked).toHaveLength(1);
    pass(2);
    await model.complete(ask());
    expect(there.asked).toHaveLength(2);
  });

  it.each([
    [{ status: 500 }, 'unavailable'],
    [{ status: 401 }, 'unauthorized'],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'rate-limited'],
    [{ status: 404 }, 'rejected'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'rejected'],
    [{ raw: '{"choices":[]}' }, 'malformed'],
    [{ raw: 'a page' }, 'malformed'],
    [{ raw: '{"choices":[{"message":{"content":null}}]}' }, 'malformed'],
  ] as const)('fails by name when it answers %j, and is asked once', async (answer, kind) => {
    const { there, model, lines } = await open(() => answer);
    await expect(model.complete(ask())).rejects.toMatchObject({ name: 'Failure', kind });
    expect(there.asked).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/fictional|Sum this up/);
  });

  it('is not waited for without end', async () => {
    const { there, model, timeIsUp } = await open(() => ({ hangs: true }));
    const waiting = model.complete(ask());
    waiting.catch(() => undefined);
    await expect.poll(() => there.asked.length).toBe(1);
    timeIsUp();
    await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is not read without end', async () => {
    const { model } = await open(() => ({ content: 'x'.repeat(300_000) }));
    await expect(model.complete(ask())).rejects.toMatchObject({ name: 'Failure' });
  });
});
