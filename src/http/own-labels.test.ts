import { afterEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { handMadeOwnLabels, TAUGHT } from '../../tests/browser/own-labels.ts';
import { serve } from '../../tests/browser/serve.ts';
import { examples } from '../core/conversation/own-labels/testbed.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const AT = '/api/v1/own-labels';
const LINES = examples.map((one) => JSON.stringify(one)).join('\n');
const put = (body: string | Buffer, type = 'application/x-ndjson') => ({
  method: 'PUT' as const,
  headers: { 'Content-Type': type },
  body,
});

async function open(first: Parameters<typeof handMadeOwnLabels>[0] = {}) {
  served = await serve(world([], { ownLabels: handMadeOwnLabels(first) }).deps);
  return served.ask;
}

describe('own labels over the API', () => {
  it('are none at first', async () => {
    expect((await (await open())(AT)).json).toEqual({});
  });

  it.each([
    ['JSON lines', LINES, 'application/x-ndjson'],
    [
      'CSV',
      `text,label\n${examples.map(({ text, label }) => `"${text}",${label}`).join('\n')}`,
      'text/csv; charset=utf-8',
    ],
  ])('are taught by a file of %s, and are being learnt then', async (_what, file, type) => {
    const ask = await open();
    const sent = await ask(AT, put(file, type));
    expect(sent.status).toBe(202);
    expect(sent.json).toMatchObject({ lesson: { examples: examples.length, progress: 0.5 } });
    expect((await ask(AT)).json).toEqual(sent.json);
  });

  it('are shown with how well each is told, and can be taken away', async () => {
    const ask = await open(TAUGHT);
    expect((await ask(AT)).json).toMatchObject({
      taught: {
        by: 'ada',
        figures: {
          accuracy: 0.83,
          labels: [{ label: 'warranty', weak: expect.any(String) as string }, {}, {}],
        },
      },
    });
    expect((await ask(AT, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(AT, { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    [
      'what cannot be learnt from',
      LINES.slice(0, 300),
      'application/x-ndjson',
      400,
      /Line \d+ is not|Each label needs/,
    ],
    ['nothing', '', 'text/csv', 400, /empty/],
    ['another kind of file', LINES, 'application/pdf', 415, /text\/csv/],
    ['too large a file', Buffer.alloc(5_500_000, 'x'), 'text/csv', 400, /larger than 5 MB/],
    ['far too large a file', Buffer.alloc(7_000_000, 'x'), 'text/csv', 413, /larger/],
  ])('refuse %s with the cure, and keep what was taught', async (_what, body, type, status, says) => {
    const ask = await open(TAUGHT);
    const refused = await ask(AT, put(body, type));
    expect(refused.status).toBe(status);
    expect(String(refused.json['detail'])).toMatch(says);
    expect((await ask(AT)).json).not.toHaveProperty('lesson');
  });
});
