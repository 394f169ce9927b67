import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorlds } from '../../tests/support/world.ts';
import { overview } from './settings.ts';
import { withheldSays } from './withheld.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const NO_DEALS = { ability: 'deals', cure: 'An admin allows it.' } as const;

it('tells an admin what the CRM does not let Kith do, and what to do about it, for as long as it is so', async () => {
  const w = worlds.world();
  const seen = () =>
    overview(w.installation, { ...w.deps, pause: () => new Promise(() => undefined), offered: [] });
  expect((await seen()).withheld).toEqual([NO_DEALS]);
  w.memory.state.granted = new Set(['deals']);
  expect((await seen()).withheld).toEqual([]);
});

it('is said in sentences: what may not be done, what comes of it, and the cure', () => {
  expect(withheldSays('HubSpot', NO_DEALS)).toBe('HubSpot does not let Kith read deals. An admin allows it.');
  expect(withheldSays('HubSpot', NO_DEALS, 'none are shown')).toBe(
    'HubSpot does not let Kith read deals: none are shown. An admin allows it.',
  );
});
