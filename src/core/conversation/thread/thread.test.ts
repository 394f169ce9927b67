import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetworkId, PostId, ProfileId } from '../../ids.ts';
import type { ReadPost } from '../../record/facts.ts';
import { spellingsOf } from './spelling.ts';
import type { PostSpelling } from './spelling.ts';
import { threadOf } from './thread.ts';
import type { Utterance } from './utterance.ts';

const START = Date.UTC(2026, 10, 20, 9);
const net = (name: string) => NetworkId.parse(name);

const SPELLINGS: Readonly<Record<string, readonly PostSpelling[]>> = {
  forge: [
    {
      form: /^forge\.example\/(?<repo>[^/]+\/[^/]+)\/(?:issues|pull)\/(?<number>\d+)$/,
      same: ['forge.example/{repo}/issues/{number}', 'forge.example/{repo}/pull/{number}'],
    },
  ],
  sky: [
    {
      form: /^sky\.example\/profile\/[^/]+\/post\/(?<key>\w+)$/,
      same: ['sky.example/profile/{id}/post/{key}', 'sky.example/profile/{handle}/post/{key}'],
    },
  ],
};

interface Words extends Partial<Omit<ReadPost, 'network' | 'inReplyTo' | 'conversation' | 'profile'>> {
  readonly to?: string;
  readonly root?: string;
  readonly minutes?: number;
  readonly by?: string;
  readonly person?: string;
  readonly url?: string;
}

/** `sky/1` is the post `1` on the network `sky`. */
function said(name: string, text: string, words: Words = {}): Utterance {
  const { to, root, minutes = 0, by = 'ada', person = by, url, ...more } = words;
  const [network = '', id = ''] = name.split('/');
  const address = url ?? `https://${network}.example/${id}`;
  const post: ReadPost = {
    ...{ network: net(network), id: PostId.parse(id), profile: ProfileId.parse(by), url: address },
    ...{ kind: 'post', text, publishedAt: new Date(START + minutes * 60_000), counts: {} },
    conversation: PostId.parse(root ?? to ?? id),
    ...(to !== undefined && { inReplyTo: PostId.parse(to) }),
    provenance: {
      ...{ source: network, url: address, fetchedAt: new Date(START) },
      basis: 'published by the person',
    },
    ...more,
  };
  return {
    post,
    person,
    at: spellingsOf(address, { id: by, handle: `${by}.example` }, SPELLINGS[network] ?? []),
  };
}

/** The thread as it is read: each post behind as many dots as posts stand above it. */
function readAs(pool: readonly Utterance[], start: string): readonly string[] {
  const { posts } = threadOf(pool, start.replace('/', ':'));
  return posts.map(
    ({ post, depth, gap, under }) =>
      `${'.'.repeat(depth)}${post.network}/${post.id}${gap ? ' after a gap' : ''}${under && under.joined !== 'answer' ? ` by ${under.joined}` : ''}`,
  );
}

const QUESTION = said('sky/1', 'Does anybody know how the export works?');
const TALK = [
  QUESTION,
  said('sky/2', 'Press the button.', { to: '1', by: 'bob', minutes: 1 }),
  said('sky/3', 'Which one?', { to: '2', root: '1', minutes: 2 }),
  said('sky/4', 'There is a page about it.', { to: '1', by: 'cem', minutes: 3 }),
];

describe('a thread', () => {
  it('is read in order: each post before what answers it, of several answers the earliest first', () => {
    expect(readAs(TALK, 'sky/3')).toEqual(['sky/1', '.sky/2', '..sky/3', '.sky/4']);
  });

  it('is the same in whatever order its posts arrived, and from whichever of them one begins', () => {
    for (const pool of [TALK.toReversed(), [...TALK.slice(2), ...TALK.slice(0, 2), QUESTION]]) {
      for (const start of ['sky/1', 'sky/2', 'sky/4'])
        expect(readAs(pool, start)).toEqual(readAs(TALK, 'sky/1'));
    }
  });

  it('does not hold what belongs to another conversation', () => {
    expect(readAs([...TALK, said('sky/9', 'Good morning!', { minutes: 4 })], 'sky/1')).toHaveLength(4);
    expect(threadOf(TALK, 'sky:404')).toEqual({ posts: [], missing: 0 });
  });

  it('keeps its place for an answer whose clock was wrong', () => {
    const early = said('sky/5', 'From a slow clock', { to: '3', root: '1', by: 'dee', minutes: -999 });
    expect(readAs([early, ...TALK], 'sky/1')).toEqual(['sky/1', '.sky/2', '..sky/3', '...sky/5', '.sky/4']);
  });

  it('shows what was edited as it is now', () => {
    const edited = said('sky/2', 'Press the green button.', {
      ...{ to: '1', by: 'bob', minutes: 1 },
      provenance: { ...QUESTION.post.provenance, fetchedAt: new Date(START + 9e6) },
    });
    for (const pool of [
      [...TALK, edited],
      [edited, ...TALK],
    ]) {
      expect(threadOf(pool, 'sky:1').posts[1]?.post.text).toBe('Press the green button.');
    }
  });

  it('says where a post that was deleted stood, and that it is not seen', () => {
    const pool = TALK.filter(({ post }) => post.id !== '2');
    expect(readAs(pool, 'sky/1')).toEqual(['sky/1', '.sky/3 after a gap', '.sky/4']);
    expect(threadOf(pool, 'sky:1').missing).toBe(1);
  });

  it('holds together when its beginning is gone', () => {
    const pool = TALK.slice(1);
    expect(readAs(pool, 'sky/4')).toEqual(['sky/2 after a gap', '.sky/3', 'sky/4 after a gap']);
    expect(threadOf(pool, 'sky:4').missing).toBe(1);
  });

  it('says how many answers were counted there and are not seen here', () => {
    const pool = [said('sky/1', 'How?', { counts: { replies: 12 } }), ...TALK.slice(1)];
    expect(threadOf(pool, 'sky:1').missing).toBe(9);
  });

  it('survives posts that answer each other in a circle, or themselves', () => {
    const circle = [
      said('sky/1', 'one', { to: '3', root: '3' }),
      said('sky/2', 'two', { to: '1', root: '3', minutes: 1 }),
      said('sky/3', 'three', { to: '2', root: '3', minutes: 2 }),
      said('sky/7', 'seven', { to: '7' }),
    ];
    expect(readAs(circle, 'sky/2')).toEqual(['sky/1', '.sky/2', '..sky/3']);
    expect(readAs(circle, 'sky/7')).toEqual(['sky/7']);
  });

  it('reads answers that are nested ten thousand deep', () => {
    const deep = Array.from({ length: 10_000 }, (_, n) =>
      said(`sky/${n}`, 'And?', { ...(n > 0 && { to: String(n - 1), root: '0' }), minutes: n }),
    );
    expect(threadOf(deep, 'sky:5000').posts.at(-1)?.depth).toBe(9_999);
  });

  it('holds each post exactly once, whatever answers whatever', () => {
    const id = fc.integer({ min: 0, max: 7 }).map(String);
    const any = fc.array(
      fc.record({ id, to: fc.option(id, { nil: undefined }), minutes: fc.integer({ min: 0, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(any, (posts) => {
        const pool = posts.map(({ id, to, minutes }) =>
          said(`sky/${id}`, 'x', { minutes, root: '0', ...(to !== undefined && { to }) }),
        );
        const keys = threadOf(pool, `sky:${posts[0]?.id}`).posts.map(({ post }) => post.id);
        expect(keys.toSorted()).toEqual([...new Set(posts.map((one) => one.id))].toSorted());
      }),
    );
  });
});

describe('a thread across networks', () => {
  const issue = said('forge/7', 'The export loses rows', { url: 'https://forge.example/ada/tide/pull/7' });

  it('goes on where somebody links to one of its posts, however the address is written', () => {
    for (const written of [
      'https://forge.example/ada/tide/issues/7',
      'http://www.forge.example/ada/tide/pull/7/?utm_source=sky',
      'forge.example/ada/tide/pull/7#said-12',
      '(see https://forge.example/ada/tide/pull/7/files).',
    ]) {
      const pool = [
        issue,
        said('sky/1', `This bites us: ${written}`, { by: 'bob', minutes: 5 }),
        ...TALK.slice(1),
      ];
      expect(readAs(pool, 'sky/3'), written).toEqual([
        'forge/7',
        '.sky/1 by link',
        '..sky/2',
        '...sky/3',
        '..sky/4',
      ]);
    }
  });

  it('does not take a neighbour or a whole site for the post', () => {
    for (const written of [
      'https://forge.example/ada/tide/pull/71',
      'https://forge.example',
      'forge.example/ada',
    ])
      expect(readAs([issue, said('sky/1', written, { by: 'bob' })], 'forge/7'), written).toEqual(['forge/7']);
  });

  it('knows a post by the handle of whoever said it as by their id', () => {
    const post = said('sky/1', 'Here it is', { url: 'https://sky.example/profile/ada/post/k1' });
    const link = said('forge/9', 'From https://sky.example/profile/ada.example/post/k1', {
      by: 'bob',
      minutes: 1,
    });
    expect(readAs([link, post], 'forge/9')).toEqual(['sky/1', '.forge/9 by link']);
    const other = said('forge/9', 'https://sky.example/profile/eve.example/post/k1', {
      by: 'bob',
      minutes: 1,
    });
    expect(readAs([other, post], 'forge/9')).toEqual(['forge/9']);
  });

  const SAID = 'The new export finally works and saved our team about two hours every single week';

  it('holds what the same person said on two networks, with the answers on both', () => {
    const here = said('sky/1', SAID, { by: 'did', person: 'ada' });
    const there = said('toot/1', `${SAID} 🎉`, { by: 'uri', person: 'ada', minutes: 60 });
    const answer = said('toot/2', 'Which export?', { to: '1', by: 'bob', minutes: 61 });
    expect(readAs([answer, there, here], 'toot/2')).toEqual(['sky/1', '.toot/1 by copy', '..toot/2']);
  });

  it('keeps apart what others say too, what is short, and what was said long before', () => {
    const here = said('sky/1', SAID, { by: 'did', person: 'ada' });
    const alone = (other: Utterance) => expect(readAs([here, other], 'sky/1')).toEqual(['sky/1']);
    alone(said('toot/1', SAID, { by: 'bob', minutes: 60 }));
    alone(said('toot/1', SAID, { by: 'uri', person: 'ada', minutes: 60 * 24 * 8 }));
    alone(said('sky/9', SAID, { by: 'did', person: 'ada', minutes: 60 }));
    const thanks = [said('sky/1', 'Thank you'), said('toot/1', 'Thank you', { minutes: 1 })];
    expect(readAs(thanks, 'sky/1')).toEqual(['sky/1']);
  });
});
