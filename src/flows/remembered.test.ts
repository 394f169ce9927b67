import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopledatalabs } from '../../connectors/network/peopledatalabs/index.ts';
import enriched from '../../connectors/network/peopledatalabs/fixtures/enriched.json' with { type: 'json' };
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { NetworkId } from '../core/ids.ts';
import type { Ask } from '../ports/outgoing.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const PDL = NetworkId.parse('peopledatalabs');
const DAY = 86_400;
const ada = { id: '1', name: 'Ada Quist', company: 'Acme', emails: ['ada@quist.example'] };

/** An account that may ask People Data Labs, which is answered from here, and what it was asked. */
async function world(answers: { body: unknown; status: number }, dollarsAMonth = 10) {
  const w = worlds.world();
  const asked: URL[] = [];
  const ask: Ask = async ({ url }, read) => {
    asked.push(new URL(url));
    const text = JSON.stringify(answers.body);
    const { status } = answers;
    return read({ status, headers: new Headers(), url: String(url), text, json: () => JSON.parse(text) });
  };
  const settings = { base: 'https://pdl.example', apiKey: 'fictional', minLikelihood: 6 };
  w.joins(PDL, peopledatalabs.connect({ ask, now: w.now, settings }));
  const budgets = { [PDL]: { dollarsAMonth } };
  await w.inside((rows) => rows.governance.change({ ...DEFAULTS, budgets }, {}, 'ada', w.now()));
  return { w, asked };
}

const spent = async (w: World) => {
  const [one] = await w.inside((rows) => rows.spending.in('2026-05'));
  return one && one.micros / 1e6;
};
const saved = async (w: World, contact: Parameters<World['save']>[0] = ada) => {
  await w.save(contact);
  await w.work();
};
const again = async (w: World, days: number) => {
  w.pass(days * DAY);
  await w.resolve('1');
  await w.work();
};
const MATCH = { status: 200, body: enriched };
const NOBODY = { status: 404, body: { status: 404, error: { type: 'not_found' } } };

describe('an answer that was paid for', () => {
  it('is asked for once, about all that is known, and leads to what it names as hearsay', async () => {
    const { w, asked } = await world(MATCH);
    w.has(account('github', '7', { handle: 'adaquist', name: 'Ada Quist' }));
    await saved(w);
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/v5/person/enrich']);
    expect(await spent(w)).toBe(0.28);
    const links = await w.links('1');
    const github = links.find(({ network }) => network === 'github');
    expect(github?.evidence.map(({ tier }) => tier)).not.toContain('verified');
    expect(links.find(({ network }) => network === PDL)?.evidence.map(({ tier }) => tier)).not.toContain(
      'verified',
    );
  });

  it('is good for thirty days, however often the contact is looked up again; then it is read anew, once', async () => {
    const { w, asked } = await world(MATCH);
    await saved(w);
    await again(w, 1);
    await again(w, 28);
    expect(asked).toHaveLength(1);
    await again(w, 2);
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/v5/person/enrich',
      `/v5/person/retrieve/${enriched.data.id}`,
    ]);
  });

  it('that there is nobody is not asked for again because of what is not asked about', async () => {
    const { w, asked } = await world(NOBODY);
    const known = { ...ada, emails: ['ada@quist.example', 'ada@home.example'] };
    await saved(w, known);
    for (const change of [
      { title: 'Head of Engines' },
      { phones: ['+44 20 7946 0958'], website: 'https://ada.example' },
      { handles: ['x:ada_quist'], emails: known.emails.toReversed() },
    ]) {
      w.pass(60);
      await saved(w, { ...known, ...change });
    }
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['e-mail address', { emails: ['ada.quist@acme.example'] }],
    ['name', { name: 'Ada Byron' }],
    ['company', { company: 'Engines' }],
    ['page', { handles: ['https://www.linkedin.com/in/ada-quist-1815'] }],
  ])('that there is nobody is asked for again by another %s', async (_, change) => {
    const { w, asked } = await world(NOBODY);
    await saved(w);
    w.pass(60);
    await saved(w, { ...ada, ...change });
    expect(asked).toHaveLength(2);
    w.pass(60);
    await saved(w);
    expect(asked).toHaveLength(2);
  });

  it('that there is nobody is good for whoever else is known by the same, and kept as a hash, for its time', async () => {
    const { w, asked } = await world(NOBODY);
    await saved(w);
    await saved(w, { ...ada, id: '2' });
    expect(asked).toHaveLength(1);
    const kept = JSON.stringify(await w.rows('known_miss'));
    expect(kept).not.toMatch(/ada|acme/i);
    expect(await w.rows('known_miss')).toHaveLength(1);
    w.pass(30 * DAY);
    await w.inside((rows) => rows.enqueue('tend', [{ installation: w.installation }]));
    await w.workAsItStands();
    expect(await w.rows('known_miss')).toEqual([]);
  });

  it('that there is nobody costs nothing and is good as long, until the CRM says something else', async () => {
    const { w, asked } = await world(NOBODY);
    await saved(w);
    await again(w, 1);
    expect(asked).toHaveLength(1);
    expect(await spent(w)).toBe(0);
    w.pass(60);
    await saved(w, { ...ada, emails: ['ada.quist@acme.example'] });
    expect(asked).toHaveLength(2);
    await again(w, 31);
    expect(asked).toHaveLength(3);
  });

  it('is not asked for once the month’s budget would be passed, and the record says so', async () => {
    const { w, asked } = await world(MATCH, 0.27);
    await saved(w);
    expect(asked).toEqual([]);
    const { freshness = [] } = (await w.record('1')) ?? {};
    expect(freshness.find(({ block }) => block === PDL)?.trouble).toBeDefined();
  });
});
