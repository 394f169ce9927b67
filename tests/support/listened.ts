import type { openWorlds } from './world.ts';
import { account } from './world.ts';
import { NetworkId, PostId } from '../../src/core/ids.ts';
import type { ListeningQuestion } from '../../src/core/listening/questions.ts';
import { WantedListening } from '../../src/core/listening/rule.ts';
import { newest } from '../../src/core/newest.ts';
import type { Range } from '../../src/core/newest.ts';
import type { Failure } from '../../src/core/failure.ts';
import { Post } from '../../src/core/post.ts';
import { keyOf } from '../../src/core/profile.ts';
import type { Profile } from '../../src/core/profile.ts';
import { listen } from '../../src/flows/listening/listen.ts';
import { openListening } from '../../src/flows/listening/open-listening.ts';
import type { Manners } from '../../src/flows/tend.ts';
import type { Mention } from '../../src/ports/listening.ts';

/** A network that can be searched in these tests: what a test says was said there is found, newest first. */
export const SEARCHED = NetworkId.parse('github');

/** An installation that is connected, and a network in which people say things of which nobody told us. */
export async function openListened(
  worlds: Awaited<ReturnType<typeof openWorlds>>,
  differs: Partial<Manners> = {},
) {
  const w = worlds.world();
  const said: Mention[] = [];
  const asked: { readonly question: ListeningQuestion; readonly range: Range }[] = [];
  const state: { failing?: Failure } = {};
  const mentions = async (question: ListeningQuestion, range: Range) => {
    asked.push({ question, range });
    if (state.failing) throw state.failing;
    const found = new Map(said.map((one) => [one.post.id, one]));
    return newest(
      said.map(({ post }) => post),
      range,
    ).flatMap(({ id }) => found.get(id) ?? []);
  };
  const there = w.deps.networks.get(SEARCHED);
  const manners = w.deps.manners.get(SEARCHED);
  if (!there || !manners) throw new Error('the world has no such network');
  const deps = {
    ...w.deps,
    networks: new Map([...w.deps.networks, [SEARCHED, { ...there, mentions }]]),
    manners: new Map([
      ...w.deps.manners,
      [SEARCHED, { ...manners, searched: { kinds: ['words', 'tag'] as const }, ...differs }],
    ]),
  };
  await w.deps.store.install({
    ...{ id: w.installation, crm: 'hubspot', account: w.installation, status: 'active', sample: false },
    installedAt: w.now(),
  });
  const listeners = openListening(deps);
  return {
    ...{ w, deps, said, asked, state, listeners, at: w.installation },
    /** Somebody says something in the network; it can be found. */
    says: (by: Profile, text: string, id: string) => {
      const post = postOf(by, text, id, w.now());
      said.push({ post, by });
      const all = said.filter((one) => keyOf(one.by) === keyOf(by));
      w.has(by);
      w.says(
        by,
        all.map((one) => one.post),
      );
      return post;
    },
    /** It was deleted there: neither searching nor reading finds it. */
    unsays: (by: Profile) => {
      said.splice(0, said.length, ...said.filter((one) => keyOf(one.by) !== keyOf(by)));
      w.says(by, []);
    },
    round: () => listen(w.installation, deps),
    /** A rule of the installation, switched on. */
    rule: async (wanted: Partial<WantedListening>) => {
      const made = await listeners.make(
        w.installation,
        WantedListening.parse({ name: 'Us', ...wanted }),
        'ada',
      );
      if (!('id' in made)) throw new Error(made.refused);
      await listeners.turn(w.installation, made.id, true, 'ada');
      return made.id;
    },
    people: () => listeners.people(w.installation, {}, 50),
  };
}

export type Listened = Awaited<ReturnType<typeof openListened>>;

export const stranger = (id: string, told: Parameters<typeof account>[2] = {}) => account(SEARCHED, id, told);

export function postOf(by: Profile, text: string, id: string, at: Date): Post {
  const url = `${by.url}/${id}`;
  return Post.parse({
    ...{ network: by.network, id: PostId.parse(id), profile: by.id, url, kind: 'comment', text },
    ...{ publishedAt: at, conversation: id, counts: {} },
    provenance: { source: by.network, url, fetchedAt: at, basis: 'published by the person' },
  });
}
