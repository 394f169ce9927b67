import { describe, expect, it } from 'vitest';
import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { threadContract } from '../../../tests/contract/network/thread.ts';
import { keptPost, readThread } from '../../../tests/contract/network/thread-kit.ts';
import type { ThreadKit } from '../../../tests/contract/network/thread-kit.ts';
import type { Site } from '../../../tests/contract/stage.ts';
import threads from './fixtures/threads.json' with { type: 'json' };
import { youtube } from './index.ts';

const ADA = 'UCfictionalAdaLovelace00';
const BABBAGE = 'UCfictionalCharlesBabb00';
const VIDEO = '6aSG8SdvkoU';
const TOP = 'UgyUBI0HsgL9emxcZpR4AaABAg';

const videos = {
  kind: 'youtube#videoListResponse',
  items: [
    {
      ...{ kind: 'youtube#video', id: VIDEO, status: { privacyStatus: 'public' } },
      snippet: {
        ...{ publishedAt: '2026-02-01T10:00:00Z', channelId: ADA, channelTitle: 'Ada Lovelace' },
        ...{ title: 'Cards that weave', description: 'What a loom taught me about loops.' },
      },
    },
  ],
};
const [recorded] = threads.items;
const comment = (id: string, by: string | undefined, parentId?: string) => ({
  id,
  snippet: {
    ...{
      authorDisplayName: 'Mary S.',
      textDisplay: `Says ${id}`,
      publishedAt: '2026-02-03T10:00:00Z',
      likeCount: 1,
    },
    ...(by !== undefined && { authorChannelId: { value: by } }),
    ...(parentId !== undefined && { parentId }),
  },
});
const below = (
  id: string,
  by: string | undefined,
  replies: readonly object[],
  totalReplyCount = replies.length,
) => ({
  snippet: { videoId: VIDEO, topLevelComment: comment(id, by), totalReplyCount },
  replies: { comments: replies },
});
const listed = (...items: readonly unknown[]) => ({ kind: 'youtube#commentThreadListResponse', items });
const answers = (...items: readonly unknown[]) => ({ kind: 'youtube#commentListResponse', items });
const short = { ...recorded, snippet: { ...recorded?.snippet, totalReplyCount: 2 } };
const [told] = recorded?.replies.comments ?? [];

const site: Site = ({ url: { pathname, searchParams } }) => {
  if (pathname.endsWith('/videos')) return { body: videos };
  if (pathname.endsWith('/comments')) {
    expect(searchParams.get('parentId')).toBe(TOP);
    return { body: answers(comment(`${TOP}.9z`, BABBAGE, TOP), told) };
  }
  expect(searchParams.get('videoId')).toBe(VIDEO);
  return { body: listed(below('gone', undefined, [comment('gone.1', ADA, 'gone')]), short) };
};

const kit: ThreadKit = {
  ...{
    origin: 'https://www.googleapis.com',
    settings: { apiKey: 'AIza-fictional' },
    secret: 'AIza-fictional',
    site,
  },
  post: {
    ...{ id: PostId.parse(`${TOP}.8x`), conversation: PostId.parse(VIDEO) },
    url: `https://www.youtube.com/watch?v=${VIDEO}&lc=${TOP}.8x`,
  },
  found: [
    { post: { id: VIDEO, kind: 'post', counts: {} }, by: { id: ADA, name: 'Ada Lovelace' } },
    {
      post: { id: TOP, inReplyTo: VIDEO, text: 'Does it multiply?', counts: {} },
      by: { id: BABBAGE, handle: 'charles', url: 'https://www.youtube.com/@charles' },
    },
    { post: { id: `${TOP}.9z`, inReplyTo: TOP }, by: { name: 'Mary S.', handle: BABBAGE } },
    { post: { id: `${TOP}.8x`, inReplyTo: TOP, conversation: VIDEO }, by: { handle: 'adalovelace' } },
    { post: { id: 'gone.1', inReplyTo: 'gone' }, by: { id: ADA } },
  ],
  taken: ['gone'],
  endless: ({ url: { pathname, searchParams } }) => {
    const many = Array.from({ length: Number(searchParams.get('maxResults') ?? 1) }, (_, n) => n);
    if (pathname.endsWith('/videos')) return { body: videos };
    if (pathname.endsWith('/comments'))
      return { body: answers(...many.map((n) => comment(`${searchParams.get('parentId')}.${n}`, ADA))) };
    return {
      body: { ...listed(...many.map((n) => below(`c${n}`, BABBAGE, [], 500))), nextPageToken: 'more' },
    };
  },
  gone: () => ({ body: { kind: 'youtube#videoListResponse' } }),
};

threadContract(youtube, kit);

describe('what is said below a video', () => {
  const read = async (answering: Site, changes: Partial<Post> = {}) => {
    const post = keptPost(youtube, kit, changes);
    const { found, requests } = await readThread(youtube, kit, { site: answering, post });
    return { ids: found.map(({ post: { id } }) => id), requests };
  };

  it('holds the comment that is asked for, however old it is', async () => {
    const old = PostId.parse('old.1');
    const { ids } = await read(
      ({ url: { pathname, searchParams } }) => {
        if (pathname.endsWith('/videos')) return { body: videos };
        return {
          body:
            searchParams.get('id') === 'old'
              ? listed(below('old', ADA, [comment('old.1', ADA, 'old')]))
              : listed(recorded),
        };
      },
      { id: old },
    );
    expect(ids.slice(0, 3)).toEqual([VIDEO, 'old', 'old.1']);
    expect(ids).toContain(TOP);
  });

  it('is the video alone where comments are switched off, and nothing where the video is not for everybody', async () => {
    const off = { status: 403, body: { error: { code: 403, errors: [{ reason: 'commentsDisabled' }] } } };
    const closed: Site = (asked) => (asked.url.pathname.endsWith('/videos') ? { body: videos } : off);
    expect((await read(closed)).ids).toEqual([VIDEO]);
    const [video] = videos.items;
    const unlisted = { ...videos, items: [{ ...video, status: { privacyStatus: 'unlisted' } }] };
    const { ids, requests } = await read(() => ({ body: unlisted }));
    expect([ids, requests.length]).toEqual([[], 1]);
  });

  it('costs six units of the day at the most', async () => {
    const { requests } = await read(kit.endless);
    expect(requests.length).toBeLessThanOrEqual(6);
  });
});
