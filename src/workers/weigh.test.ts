import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { attentionGraph } from '../../tests/support/attention.ts';
import { NetworkId, ProfileId } from '../core/ids.ts';
import { weighing } from '../core/influence/weighing.ts';
import type { AttentionAccount } from '../core/influence/weighing.ts';
import { weigh } from './weigh.ts';

const NOW = new Date('2026-01-01');
const network = NetworkId.parse('bluesky');
const idOf = (account: number) => ProfileId.parse(`p${account}`);

/** A network of so many accounts, the first hundred of them contacts'. */
function aNetwork(many: number, edges: number) {
  const { from, to } = attentionGraph(many, edges, 5);
  const accounts = Array.from({ length: many }, (_, n): AttentionAccount => ({
    ...{ id: idOf(n), followers: n, linked: n < 100 },
  }));
  const given = [...from].map((giver, at) => ({
    ...{ network, giver: idOf(giver), receiver: idOf(to[at] ?? 0), volume: 1, posts: 1, lastAt: NOW },
  }));
  return { accounts, given };
}

it('works out on its thread what it would here', async () => {
  const { accounts, given } = aNetwork(300, 2_000);
  const here = weighing(NOW);
  here.accounts(accounts);
  here.edges(given);
  const there = await weigh(NOW, async (elsewhere) => {
    await elsewhere.accounts(accounts);
    await elsewhere.edges(given.slice(0, 900));
    await elsewhere.edges(given.slice(900));
    return [await elsewhere.worked(0, 250), await elsewhere.worked(250, 250)].flat();
  });
  expect(there).toHaveLength(300);
  expect(there).toEqual(here.worked(0, 300));
});

it('lets the event loop turn while it works out what a hundred thousand edges come to', async () => {
  const { accounts, given } = aNetwork(20_000, 100_000);
  await weigh(NOW, async (elsewhere) => {
    await elsewhere.accounts(accounts);
    await elsewhere.edges(given);
    const worked = elsewhere.worked(0, 10);
    const over = worked.then(() => true);
    let turns = 0;
    while (!(await Promise.race([over, turn(false)]))) turns++;
    expect(await worked).toHaveLength(10);
    expect(turns).toBeGreaterThan(10);
  });
});

it('fails where the thread does, and says so', async () => {
  const unreadable = { ...aNetwork(1, 0).accounts[0], id: undefined } as unknown as AttentionAccount;
  const failing = weigh(NOW, (elsewhere) => elsewhere.edges([undefined, unreadable] as never));
  await expect(failing).rejects.toThrow(TypeError);
});
