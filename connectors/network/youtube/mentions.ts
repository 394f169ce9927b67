import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { get } from './api.ts';
import type { Tools } from './api.ts';
import { speakerOf } from './speaker.ts';
import { provenanceOf, SITE, YOUTUBE } from './wire.ts';

/** `GET /search`: titles and descriptions are escaped for HTML, and descriptions are cut. */
const WireFound = z.object({
  kind: z.literal('youtube#searchListResponse'),
  items: z
    .array(
      z.object({
        id: z.object({ videoId: z.string().min(1) }),
        snippet: z.object({
          publishedAt: z.coerce.date(),
          channelId: z.string().regex(/^UC[\w-]{22}$/),
          channelTitle: z.string().default(''),
          title: z.string(),
          description: z.string().default(''),
        }),
      }),
    )
    .default([]),
});
type Found = z.output<typeof WireFound>['items'][number];

/** Public videos of any channel that hold these words. One of the hundred searches of a day. */
export async function mentions(
  tools: Tools,
  question: ListeningQuestion,
  { since, limit }: Range,
): Promise<readonly Mention[]> {
  if (question.kind !== 'words') return [];
  const q = question.words.map((word) => `"${word.replaceAll('"', ' ')}"`).join(' ');
  const params = {
    ...{ part: 'snippet', type: 'video', order: 'date', q, maxResults: Math.min(50, limit) },
    publishedAfter: since?.toISOString(),
  };
  const found = await get(tools, '/search', params, WireFound);
  return (found?.items ?? []).map((item) => toMention(item, tools.now()));
}

function toMention({ id: { videoId }, snippet }: Found, now: Date): Mention {
  const name = readMarkup(snippet.channelTitle).text;
  const by = speakerOf(snippet.channelId, { name }, now);
  const id = PostId.parse(videoId);
  const url = `${SITE}/watch?v=${encodeURIComponent(videoId)}`;
  const text = [snippet.title, snippet.description].map((part) => readMarkup(part).text).filter(Boolean);
  const post = {
    ...{ network: YOUTUBE, id, profile: by.id, url, kind: 'post' as const, text: text.join('\n\n') },
    ...{ publishedAt: snippet.publishedAt, conversation: id, counts: {} },
    provenance: provenanceOf(url, now),
  } as const;
  return { post, by };
}
