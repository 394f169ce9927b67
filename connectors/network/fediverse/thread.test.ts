import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { keptPost, readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import account from './fixtures/account.json' with { type: 'json' };
import statuses from './fixtures/statuses.json' with { type: 'json' };
import { fediverse } from './index.ts';
import { page, refused } from './kit.ts';

const [recorded] = statuses;
const HOME = 'social.example';
const uriOf = (who: string, n: number, host = HOME) => `https://${host}/users/${who}/statuses/${n}`;

/** A recorded status, said by somebody of this or another server, and in answer to one of this server's numbers. */
function status(n: number, who: string, to: number | null = null, more: object = {}, host = HOME) {
  const acct = host === HOME ? who : `${who}@${host}`;
  const url = `https://${host}/@${who}`;
  const by = {
    ...account,
    id: `${who}-${host}`,
    username: who,
    acct,
    url,
    uri: `https://${host}/users/${who}`,
  };
  return {
    ...recorded,
    ...{ id: String(n), uri: uriOf(who, n, host), url: `${url}/${n}`, content: `<p>Says ${n}</p>` },
    ...{ in_reply_to_id: to === null ? null : String(to), account: by, mentions: [], ...more },
  };
}

const root = status(1, 'grace', null, {}, 'far.example');
const quiet = status(2, 'bob', 1, { visibility: 'unlisted' });
const kept = status(3, 'ada', 2, { mentions: [{ acct: 'bob' }] });
const below = [
  ...[quiet, kept],
  status(4, 'cem', 1, { account: { ...status(4, 'cem').account, noindex: true } }),
  status(5, 'helper', 1, { account: { ...status(5, 'helper').account, bot: true } }),
  status(6, 'eve', 1, { uri: 'https://bank.example/users/eve/statuses/6' }),
];
const context = (ancestors: readonly unknown[], descendants: readonly unknown[]) => ({
  ancestors,
  descendants,
});

const site: Site = ({ url: { pathname } }) => {
  if (pathname === '/api/v1/statuses/3/context') return { body: context([root, quiet], []) };
  if (pathname === '/api/v1/statuses/1/context') return { body: context([], below) };
  return { status: 404, body: { error: 'Record not found' } };
};

const kit: ThreadKit = {
  ...{ origin: `https://${HOME}`, settings: {} },
  post: {
    ...{ id: PostId.parse(uriOf('ada', 3)), url: `https://${HOME}/@ada/3` },
    conversation: PostId.parse(`https://${HOME}/api/v1/statuses/2`),
  },
  site,
  found: [
    { post: { id: root.uri, kind: 'post', text: 'Says 1' }, by: { handle: 'grace@far.example' } },
    {
      post: {
        id: kept.uri,
        inReplyTo: quiet.uri,
        conversation: root.uri,
        names: [{ handle: `bob@${HOME}` }],
      },
      by: { handle: `ada@${HOME}`, id: `https://${HOME}/users/ada` },
    },
    { post: { inReplyTo: root.uri, text: 'Says 4' }, by: { handle: `cem@${HOME}` } },
  ],
  taken: [quiet.uri],
  reserved: [`https://${HOME}/users/cem`],
  endless: ({ url: { pathname } }) => {
    const n = Number(/\d+/.exec(pathname.replace('/v1', ''))?.[0]);
    const many = (most: number, from: number) =>
      Array.from({ length: most }, (_, at) => status(from + at, 'bob', from + at - 1));
    return { body: context(many(40, 10_000 + n), many(60, 20_000 + n)) };
  },
};

threadContract(fediverse, kit);

describe('a thread on the Fediverse', () => {
  const read = async (answers: Site, changes: Partial<Post> = {}) =>
    (await readThread(fediverse, kit, { site: answers, post: keptPost(fediverse, kit, changes) })).found.map(
      ({ post }) => post.text,
    );

  it('that the post itself begins is read with the post as it is now', async () => {
    const texts = await read(({ url: { pathname } }) => {
      if (pathname === '/api/v1/statuses/3') return { body: { ...kept, in_reply_to_id: null } };
      return { body: context([], [status(7, 'bob', 3)]) };
    });
    expect(texts).toEqual(['Says 3', 'Says 7']);
  });

  it.each([
    ['https://social.example/@ada/3', 'https://social.example/users/ada/statuses/3'],
    ['https://social.example/notice/3', 'https://social.example/objects/0b1c'],
    ['https://social.example/@ada/statuses/3', 'https://social.example/users/ada/statuses/3'],
    ['https://elsewhere.example/@ada/9', 'https://social.example/users/ada/statuses/3'],
  ])('is asked of the author’s own server, by the number in %s', async (url, id) => {
    expect(await read(site, { url, id: PostId.parse(id) })).toHaveLength(3);
  });

  it('is not shown by a server that shows threads to its own people only, and is absent where there is no such API', async () => {
    await expect(read(() => refused)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await read(() => page)).toEqual([]);
  });

  it('keeps what is read when one of its statuses has a shape that nobody knows', async () => {
    const odd: Site = (asked) =>
      asked.url.pathname.includes('/3/') ? { body: context([root], [{ id: 9 }, 'x']) } : site(asked);
    expect(await read(odd)).toHaveLength(3);
  });
});
