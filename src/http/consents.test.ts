import { afterEach, beforeEach, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Problem } from './shapes.ts';

const CONSENTS = '/api/v1/records/101/consents';
const AGREED = { says: 'Look me up there.', at: '2026-11-20T10:00:00.000Z', account: 'ada' };

let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  app = await serve(world(people()).deps);
});
afterEach(() => app.close());

const put = (path: string, body: unknown) =>
  app.ask(path, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const list = async () => (await app.ask(CONSENTS)).json;

it('the API records what a person agreed to, shows it, and takes it back', async () => {
  expect(await list()).toEqual({ consents: [] });
  expect((await put(`${CONSENTS}/penpal`, { ...AGREED, account: ' @Ada ' })).status).toBe(204);
  expect(await list()).toEqual({
    consents: [{ network: 'penpal', networkTitle: 'penpal', by: 'An admin in the panel', ...AGREED }],
  });
  const { by, ...rest } = { by: 'An admin in the panel', ...AGREED };
  const { consent } = (await app.ask('/api/v1/records/101')).json as { consent: { networks: object[] } };
  expect(consent.networks).toEqual([
    {
      ...{ network: 'penpal', networkTitle: 'penpal', clause: expect.stringContaining('has to agree') },
      ...{ given: { by, ...rest }, removes: 'Nothing is kept on it yet; nothing will be.' },
    },
  ]);
  const withdraw = () => app.ask(`${CONSENTS}/penpal`, { method: 'DELETE' });
  expect((await withdraw()).status).toBe(204);
  expect(await list()).toEqual({ consents: [] });
  expect((await withdraw()).status).toBe(404);
});

it.each([
  [`${CONSENTS}/penpal`, { says: '' }, 400, /./],
  [`${CONSENTS}/penpal`, {}, 400, /./],
  [`${CONSENTS}/penpal`, { ...AGREED, at: '2999-01-01T00:00:00.000Z' }, 400, /still to come/],
  [`${CONSENTS}/nowhere`, AGREED, 400, /no network of this name/],
  [`${CONSENTS}/bluesky`, AGREED, 400, /ask for no consent/],
  ['/api/v1/records/9/consents/penpal', AGREED, 404, /no such contact/],
])('the API refuses a consent at %s of %o and says why', async (path, body, status, says) => {
  const answer = await put(path, body);
  expect(answer.status).toBe(status);
  expect(Problem.parse(answer.json).detail).toMatch(says);
});
