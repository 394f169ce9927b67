import { afterEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { handMadeWarning } from '../../tests/browser/warning.ts';

let served: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const RULE = '00000000-0000-4000-8000-000000000001';

async function open() {
  served = await serve(world([], { warning: handMadeWarning(true) }).deps);
  return served.ask;
}

describe('alerts', () => {
  it('are answered with what is usual, what is promised, who drives them and whether few accounts do', async () => {
    const ask = await open();
    expect((await ask('/api/v1/alerts')).json).toMatchObject({
      alerts: [
        {
          ...{ name: 'Us', level: 'crisis', observed: 44, expected: 9.3, promisedEveryHours: 2_016 },
          fewAccounts: ['30 of 44 posts repeat another one'],
          drivers: [{ handle: 'grace', networkTitle: 'GitHub', url: 'https://github.example/grace/8' }],
        },
      ],
      rules: [{ name: 'Us' }, { name: 'Rivals', learnsUntil: '2026-11-25T12:00:00.000Z' }],
    });
  });

  it('come with the hours of a rule beside what is usual', async () => {
    const ask = await open();
    const { json } = await ask(`/api/v1/alerts/rules/${RULE}?measure=posts&days=2`);
    const hours = json['hours'] as readonly unknown[];
    expect(json['measure']).toBe('posts');
    expect(hours).toHaveLength(48);
    expect(hours.at(-1)).toMatchObject({ at: '2026-11-22T11:00:00.000Z', observed: 24 });
  });

  it.each([
    ['a rule that is not there', `${RULE.replace(/1$/, '9')}`, 404],
    ['a measure that nobody counts', `${RULE}?measure=likes`, 400],
    ['more days than are shown', `${RULE}?days=1000`, 400],
    ['what is no rule', 'us', 400],
  ])('are not answered for %s', async (_what, asked, status) => {
    const ask = await open();
    expect((await ask(`/api/v1/alerts/rules/${asked}`)).status).toBe(status);
  });
});
