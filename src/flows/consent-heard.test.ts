import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discordEvent, discordMessage, hears, MAE } from '../../tests/support/heard.ts';
import { openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { ContactId, NetworkId } from '../core/ids.ts';
import { openConsents } from './consent.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const DISCORD = NetworkId.parse('discord');
const mae = { id: '1', name: 'Mae Falk', company: 'Acme' };
const contact = ContactId.parse('1');

const consents = (w: World) => openConsents(w.deps);
const agrees = (w: World, account?: string) =>
  consents(w).give(w.installation, {
    ...{ contact, network: DISCORD, by: 'rep 7', says: 'You may keep what I write in your lobby.' },
    ...(account !== undefined && { account }),
  });
const quoted = async (w: World) => (await w.record('1'))?.conversations.map(({ text }) => text);
const kept = async (w: World) => [await w.rows('profile'), await w.rows('post')];

/** A world in which Mae says something, after what is done first. */
async function after(first: (w: World) => Promise<unknown>, told = mae) {
  const w = worlds.world();
  await w.save(told);
  await first(w);
  await w.work();
  w.pass(60);
  await hears(w, 'discord', discordMessage('Is it fast?', w.now()));
  await w.work();
  return w;
}

describe('what is told by a network whose terms ask for consent', () => {
  it('is not kept of somebody who gave none, nor is the person', async () => {
    const w = await after(async () => undefined, { ...mae, handles: ['discord:mae'] } as typeof mae);
    expect(await kept(w)).toEqual([[], []]);
  });

  it.each([
    ['the handle', 'mae'],
    ['the id', MAE.id],
  ])(
    'is kept from then on of who agreed for an account by %s, before it was known at all',
    async (_, account) => {
      const w = await after((one) => agrees(one, account));
      expect([(await w.links('1')).map(({ status }) => status), await quoted(w)]).toEqual([
        ['auto'],
        ['Is it fast?'],
      ]);
    },
  );

  it('is kept of the account that the CRM names, where who agreed named none', async () => {
    const w = await after(agrees, { ...mae, handles: [`https://discord.com/users/${MAE.id}`] } as typeof mae);
    expect(await quoted(w)).toEqual(['Is it fast?']);
  });

  it('is not kept of another account than the one that somebody agreed for', async () => {
    const w = await after((one) => agrees(one, 'someone.else'), {
      ...mae,
      handles: ['discord:mae'],
    } as typeof mae);
    expect(await kept(w)).toEqual([[], []]);
  });

  it('goes with the consent, and nothing more is kept after it', async () => {
    const w = await after((one) => agrees(one, 'mae'));
    expect(await consents(w).withdraw(w.installation, contact, DISCORD)).toBe(true);
    w.pass(60);
    await hears(w, 'discord', discordMessage('And now?', w.now(), { n: 8 }));
    await w.work();
    expect([await kept(w), await quoted(w)]).toEqual([[[], []], []]);
  });

  it('goes when the person takes back at Discord what they had allowed: the consent with it', async () => {
    const w = await after((one) => agrees(one, 'mae'));
    w.pass(60);
    await hears(w, 'discord', discordEvent('APPLICATION_DEAUTHORIZED', { user: MAE }, w.now()));
    await w.work();
    expect([await kept(w), await consents(w).list(w.installation, contact)]).toEqual([[[], []], []]);
  });
});
