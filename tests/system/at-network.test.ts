import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bluesky } from '../../connectors/network/bluesky/index.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Network, NetworkConnector } from '../../src/ports/network.ts';
import type { Ask } from '../../src/ports/outgoing.ts';
import { startAtNetwork } from '../support/at-network.ts';
import type { AtNetwork } from '../support/at-network.ts';

/** One question, one answer: what the gate adds is tested with the gate. */
const ask: Ask = async (request, read) => {
  const response = await fetch(request.url, { headers: { ...request.headers } });
  const text = await response.text();
  return read({
    status: response.status,
    headers: response.headers,
    url: response.url,
    text,
    json: (): unknown => JSON.parse(text),
  });
};

let at: AtNetwork;
let network: Network;

beforeAll(async () => {
  at = await startAtNetwork();
  const connector: NetworkConnector = bluesky;
  network = connector.connect({ ask, settings: { base: at.appViewUrl }, now: () => new Date() });
}, 120_000);
afterAll(() => at?.close());

async function profileAt(where: { handle: string } | { id: string }): Promise<Profile> {
  const found = await network.profile(where);
  if (!found) throw new Error(`nobody at ${JSON.stringify(where)}`);
  return found;
}

async function textsOf(profile: Profile): Promise<readonly string[]> {
  return (await network.posts?.(profile, { limit: 20 }))?.map(({ text }) => text) ?? [];
}

describe('the Bluesky connector on a real AT Protocol network', () => {
  it('finds an account by its handle and by its DID, as one profile keyed on the DID', async () => {
    const ada = await at.account('ada.test', 'Ada Byron', 'Engines at https://ada.example');
    await at.processAll();

    const byHandle = await profileAt({ handle: 'ada.test' });

    expect(byHandle).toMatchObject({
      network: 'bluesky',
      id: ada.did,
      name: 'Ada Byron',
      standing: 'active',
    });
    expect(byHandle.states).toContainEqual(expect.objectContaining({ where: 'bio', proven: false }));
    expect((await profileAt({ id: ada.did })).handle).toBe('ada.test');
  });

  it('sees a changed name and bio', async () => {
    const grace = await at.account('grace.test', 'Grace', 'Compilers');
    await grace.updateProfile({ name: 'Grace Hopper', bio: 'Rear admiral' });
    await at.processAll();

    expect(await profileAt({ id: grace.did })).toMatchObject({ name: 'Grace Hopper', bio: 'Rear admiral' });
  });

  it('reads posts and replies, the newest first, and puts a reply into its conversation', async () => {
    const joan = await at.account('joan.test', 'Joan Clarke', 'Banburismus');
    const alan = await at.account('alan.test', 'Alan T', 'Machines');
    const question = await alan.post('Does it export to CSV?');
    await joan.post('Kith 1.0 is out');
    await joan.reply(question, 'It does, since today');
    await at.processAll();

    const posts = (await network.posts?.(await profileAt({ id: joan.did }), { limit: 20 })) ?? [];

    expect(posts.map(({ text, kind }) => [text, kind])).toEqual([
      ['It does, since today', 'reply'],
      ['Kith 1.0 is out', 'post'],
    ]);
    expect(posts[0]).toMatchObject({
      conversation: question.uri,
      inReplyTo: question.uri,
      profile: joan.did,
    });
    expect(posts[1]).toMatchObject({ conversation: posts[1]?.id });
  });

  it('follows an account to its new handle: the old one leads nowhere, the DID stays', async () => {
    const mary = await at.account('mary.test', 'Mary S', 'Astronomer');
    await at.processAll();
    await mary.changeHandle('somerville.test');
    await at.processAll();

    expect(await network.profile({ handle: 'mary.test' })).toBeUndefined();
    expect(await profileAt({ handle: 'somerville.test' })).toMatchObject({ id: mary.did });
    expect(await profileAt({ id: mary.did })).toMatchObject({ handle: 'somerville.test' });
  });

  it('does not show a post any more that its author deleted', async () => {
    const emmy = await at.account('emmy.test', 'Emmy N', 'Rings');
    const regretted = await emmy.post('said in anger');
    await emmy.post('stays');
    await at.processAll();
    expect(await textsOf(await profileAt({ id: emmy.did }))).toEqual(['stays', 'said in anger']);

    await emmy.deletePost(regretted);
    await at.processAll();

    expect(await textsOf(await profileAt({ id: emmy.did }))).toEqual(['stays']);
  });

  it('tells a deactivated account from one that never was, and shows neither posts nor words of it', async () => {
    const sofia = await at.account('sofia.test', 'Sofia K', 'Partial differential equations');
    await sofia.post('before');
    await at.processAll();
    await sofia.deactivate();
    await at.processAll();

    const silent = await profileAt({ id: sofia.did });

    expect(silent).toMatchObject({ id: sofia.did, standing: 'deactivated' });
    expect(silent.bio).toBeUndefined();
    expect(await textsOf(silent)).toEqual([]);
  });

  it('finds people by name among the accounts of the network', async () => {
    const hedy = await at.account('hedy.test', 'Hedy Lamarr', 'Frequency hopping');
    await at.processAll();

    // This network's own search looks into handles only; the connector then keeps those who could be so named.
    const found = (await network.search?.('hedy')) ?? [];

    expect(found.map(({ id }) => id)).toEqual([hedy.did]);
  });

  it('answers an unknown handle with nobody, not with an error', async () => {
    expect(await network.profile({ handle: 'nobody-here.test' })).toBeUndefined();
  });
});
