import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../src/core/governance/settings.ts';
import { NetworkId, ProfileId } from '../../src/core/ids.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import { changeSettings } from '../../src/flows/settings.ts';
import type { Network } from '../../src/ports/network.ts';
import type { Store } from '../../src/ports/store.ts';
import { heardOf } from '../../src/ports/stream.ts';
import { startListeningToNetworks } from '../../src/workers/network-listening.ts';
import { SILENT } from '../support/database.ts';
import type { AtAccount, AtNetwork } from '../support/at-network.ts';
import { soon, startAtStreams, STREAMS } from '../support/at-streams.ts';
import type { AtStreams, Stream } from '../support/at-streams.ts';
import { openWorlds } from '../support/world.ts';
import type { World } from '../support/world.ts';

const BLUESKY = NetworkId.parse('bluesky');

let streams: AtStreams;
let at: AtNetwork;
let worlds: Awaited<ReturnType<typeof openWorlds>>;
const stopping: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [streams, worlds] = await Promise.all([startAtStreams(), openWorlds()]);
  at = streams.at;
}, 120_000);
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});
afterAll(() => Promise.all([streams?.close(), worlds?.close()]));

/** Listens until the test ends it, or is over. */
function listens(w: World, stream: Stream, change: Partial<Store> = {}) {
  const store = { ...w.deps.store, ...change };
  const running = { now: () => new Date(), pause: soon, log: SILENT };
  const networks = [streams.listenedTo(stream)];
  const listening = startListeningToNetworks({ store, networks, ...running });
  stopping.push(() => listening.stop());
  return listening;
}

let people = 0;
/** Somebody on the network, and what a CRM's installation knows of them. */
async function known(w: World = worlds.world()): Promise<{ w: World; her: AtAccount; id: string }> {
  const id = String(++people);
  const her = await at.account(`ada${id}.test`, `Ada Quist ${id}`, 'Engines');
  await install(w.installation);
  (w.deps.networks as Map<NetworkId, Network>).set(BLUESKY, streams.asked());
  await at.processAll();
  await w.save({ id, name: `Ada Quist ${id}`, handles: [`bluesky:ada${id}.test`] });
  await w.work();
  return { w, her, id };
}

const install = (id: InstallationId) =>
  worlds.world().deps.store.install({
    ...{ id, crm: 'hubspot', account: id, status: 'active', sample: false, installedAt: new Date(0) },
  });

const saidBy = async (w: World, { did }: AtAccount) =>
  (await w.inside((v) => v.posts.of({ network: BLUESKY, id: ProfileId.parse(did) }, 20))).map(
    ({ text }) => text,
  );

/** Takes in what arrives until it says so. */
async function until(w: World, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 50_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it never came to that');
    await wait(30);
    await w.work();
  }
}
async function says(w: World, her: AtAccount, texts: readonly string[]): Promise<void> {
  let said: readonly string[] = [];
  const same = async () => JSON.stringify((said = await saidBy(w, her))) === JSON.stringify(texts);
  await until(w, same).catch(() => expect(said).toEqual(texts));
}
const profileIn = (w: World, { did }: AtAccount) =>
  w.inside((v) => v.profiles.find({ network: BLUESKY, id: ProfileId.parse(did) }));
const heardSince = async (w: World, many: number) => (await w.rows('delivery')).length >= many;
const hasPlace = (w: World) => w.inside((v) => v.cursors.read(heardOf(BLUESKY)));

describe.each(STREAMS)('Bluesky, listened to over its %s,', (stream) => {
  it('brings what linked people say into the record as they say it, and takes away what they delete', async () => {
    const { w, her, id } = await known();
    const stranger = await at.account(`stranger${id}.test`, 'Somebody', 'Else');
    listens(w, stream);
    const question = await stranger.post('Does it export to CSV?');
    const regretted = await her.post('said in anger');
    await her.reply(question, 'It does, since today');
    await her.quote(question, 'A good question');
    await her.repost(question);
    await her.like(question);
    await says(w, her, ['A good question', 'It does, since today', 'said in anger']);
    const shown = (await w.record(id))?.conversations ?? [];
    expect(shown.map(({ kind }) => kind)).toEqual(['quote', 'reply', 'post']);
    const kept = await w.inside((v) => v.posts.of({ network: BLUESKY, id: ProfileId.parse(her.did) }, 20));
    expect(kept[1]).toMatchObject({ conversation: question.uri, inReplyTo: question.uri });

    await her.edit(regretted, 'said kindly');
    await says(w, her, ['said kindly', 'A good question', 'It does, since today']);
    await her.deletePost(regretted);
    await says(w, her, ['A good question', 'It does, since today']);
    expect(await saidBy(w, stranger)).toEqual([]);
  });

  it('asks again for who changed their profile or their handle, and follows it', async () => {
    const { w, her, id } = await known();
    listens(w, stream);
    await her.changeHandle(`quist${id}.test`);
    await her.updateProfile({ bio: 'Chief of engines' });
    await at.processAll();
    await until(w, async () => (await profileIn(w, her))?.bio === 'Chief of engines');
    expect(await profileIn(w, her)).toMatchObject({ handle: `quist${id}.test`, id: her.did });
    expect((await w.links(id))[0]).toMatchObject({ profile: her.did });
  });

  it('shows nothing any more of who asks not to be shown, without asking anybody', async () => {
    const { w, her } = await known();
    listens(w, stream);
    await her.post('for everybody');
    await says(w, her, ['for everybody']);
    (w.deps.networks as Map<NetworkId, Network>).delete(BLUESKY);
    await her.reserve();
    await says(w, her, []);
    expect(await profileIn(w, her)).toMatchObject({ reserved: true });
    await her.post('for people who are signed in');
    await her.updateProfile({ bio: 'still reserved' });
    await until(w, () => heardSince(w, 5));
    expect(await saidBy(w, her)).toEqual([]);
  });

  it('falls silent with an account, at once, and hears it again when it speaks again', async () => {
    const { w, her } = await known();
    listens(w, stream);
    await her.post('before');
    await says(w, her, ['before']);
    await her.deactivate();
    await until(w, async () => (await profileIn(w, her))?.standing === 'deactivated');
    await says(w, her, []);
    expect(await profileIn(w, her)).not.toHaveProperty('bio');
    await her.reactivate();
    await at.processAll();
    await until(w, async () => (await profileIn(w, her))?.standing === 'active');
    await says(w, her, ['before']);
  });

  it('lets go of who was taken down, and of everything of who left for good', async () => {
    const [{ w, her }, other] = [await known(), await known()];
    listens(w, stream);
    await her.post('before');
    await other.her.post('too');
    await says(w, her, ['before']);
    await says(other.w, other.her, ['too']);
    await at.takeDown(her);
    await until(w, async () => (await profileIn(w, her))?.standing === 'suspended');
    await says(w, her, []);
    await at.remove(other.her);
    await until(other.w, async () => (await profileIn(other.w, other.her)) === undefined);
    expect(await other.w.links(other.id)).toEqual([]);
  });

  it('loses nothing that was said while nobody listened, and keeps nothing twice', async () => {
    const { w, her } = await known();
    const first = listens(w, stream);
    await her.post('one');
    await says(w, her, ['one']);
    await until(w, async () => (await hasPlace(w)) !== undefined);
    await first.stop();
    await her.post('two');
    listens(w, stream);
    await her.post('three');
    await says(w, her, ['three', 'two', 'one']);
  });

  it('hears the same again, once, when it is interrupted after keeping it and before keeping its place', async () => {
    const { w, her } = await known();
    const interrupted = { times: 0, kept: [] as string[] };
    const keepDeliveries: Store['keepDeliveries'] = async (deliveries) => {
      await w.deps.store.keepDeliveries(deliveries);
      const hers = deliveries.filter(({ installation }) => installation === w.installation);
      interrupted.kept.push(...hers.map(({ id }) => id));
      if (hers.length > 0 && interrupted.times++ === 0) throw new Error('the power is gone');
    };
    await her.post('before anybody listened');
    listens(w, stream, { keepDeliveries });
    await at.processAll();
    await her.post('one');
    await her.post('two');
    await says(w, her, ['two', 'one', 'before anybody listened']);
    expect(interrupted.times).toBeGreaterThan(1);
    expect(await w.rows('delivery')).toHaveLength(new Set(interrupted.kept).size);
  });

  it('tells exactly those who hold a profile, and not where the network is switched off', async () => {
    const { w, her } = await known();
    const [without, off] = [worlds.world(), worlds.world()];
    await install(without.installation);
    await install(off.installation);
    const hers = await profileIn(w, her);
    if (!hers) throw new Error('she is not known');
    await off.inside((v) => v.profiles.keep([hers]));
    const deps = { ...off.deps, offered: [{ id: 'bluesky', title: 'Bluesky' }], pause: soon };
    await changeSettings(off.installation, { ...DEFAULTS, off: [BLUESKY] }, 'ada', deps);
    listens(w, stream);
    await her.post('to whom it concerns');
    await says(w, her, ['to whom it concerns']);
    for (const other of [without, off]) expect(await other.rows('delivery')).toEqual([]);
  });
});

it('both streams tell the same of the same happenings', async () => {
  const her = await at.account('same.test', 'Same', 'Twice');
  const told = { jetstream: new Map<string, string>(), firehose: new Map<string, string>() };
  const ending = new AbortController();
  const listening = STREAMS.map((stream) =>
    streams.listenedTo(stream).listen(
      {
        from: undefined,
        heeded: { now: () => new Set([her.did]), onChange: () => () => undefined },
        hear: async (happened) => {
          for (const one of happened) told[stream].set(one.id, String(one.body));
        },
        missed: async () => undefined,
      },
      ending.signal,
    ),
  );
  const isTold = (stream: Stream, text: string) =>
    [...told[stream].values()].some((body) => body.includes(text));
  const untilTold = async (text: string) => {
    while (!STREAMS.every((stream) => isTold(stream, text))) await wait(20);
  };
  const first = await her.post('first');
  await untilTold('first');
  await her.reply(first, 'second');
  await her.edit(first, 'first, again');
  await her.quote(first, 'third');
  await her.deletePost(first);
  await her.updateProfile({ bio: 'New' });
  await her.changeHandle('twice.test');
  await her.reserve();
  await her.deactivate();
  await untilTold('deactivated');
  ending.abort();
  await Promise.all(listening);
  const after = (stream: Stream) => {
    const all = [...told[stream]];
    return all.slice(all.findIndex(([, body]) => body.includes('first')));
  };
  const kinds = after('jetstream').map(([, body]) => {
    const { kind, commit } = JSON.parse(body) as {
      kind: string;
      commit?: { operation: string; collection: string };
    };
    return commit ? `${commit.operation} ${commit.collection}` : kind;
  });
  const [post, profile] = ['app.bsky.feed.post', 'app.bsky.actor.profile'];
  expect(kinds).toEqual([
    ...[`create ${post}`, `create ${post}`, `update ${post}`, `create ${post}`, `delete ${post}`],
    ...[`update ${profile}`, 'identity', `update ${profile}`, 'account'],
  ]);
  expect(after('firehose')).toEqual(after('jetstream'));
});
