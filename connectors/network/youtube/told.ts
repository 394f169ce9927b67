import { load } from 'cheerio';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Hub } from '../../../src/core/subscription/subscription.ts';
import type { Heard, Told } from '../../../src/ports/subscriptions.ts';
import { provenanceOf, SITE, YOUTUBE } from './wire.ts';

/**
 * Where channels' feeds are told of. Translations of that page, and feeds themselves, name the topic without `/xml`: what
 * is delivered is read by whose channel it says it is of, whatever it calls itself.
 * @see https://developers.google.com/youtube/v3/guides/push_notifications
 */
const HUB = 'https://pubsubhubbub.appspot.com/subscribe';
const TOPIC = `${SITE}/xml/feeds/videos.xml?channel_id=`;

export const hubOf = ({ id }: Profile): Hub => ({ hub: HUB, topic: TOPIC + encodeURIComponent(id) });

const Entry = z.object({
  video: z.string().regex(/^[\w-]{6,20}$/),
  channel: z.string(),
  title: z.string(),
  publishedAt: z.coerce.date(),
  changedAt: z.coerce.date(),
});

/** The hub tells of one or two videos at a time. */
const MANY = 50;

/**
 * What the hub tells of a channel: videos by their title alone, so each is read again; and videos that are gone.
 * @throws Failure `malformed` for what is no feed of YouTube's.
 */
export function heard(of: Profile, { text, at }: Told): Heard {
  const $ = load(text, { xml: true });
  const feed = $.root().children('feed').first();
  if (feed.length === 0) throw new Failure('malformed', 'YouTube’s hub delivered no feed');
  const entries = feed.children('entry').toArray().slice(0, MANY);
  const gone = feed.children('at\\:deleted-entry').toArray().slice(0, MANY);
  const said = entries.map((element) => {
    const inside = (tag: string) => $(element).children(tag).first().text().trim();
    const read = Entry.safeParse({
      ...{ video: inside('yt\\:videoId'), channel: inside('yt\\:channelId'), title: inside('title') },
      ...{ publishedAt: inside('published'), changedAt: inside('updated') },
    });
    if (read.success) return read.data;
    throw new Failure('malformed', 'YouTube’s hub delivered a video in an unknown shape');
  });
  return {
    said: said.flatMap((one) => (one.channel === of.id && one.publishedAt <= at ? toPost(one, of, at) : [])),
    unsaid: gone.flatMap((element) => {
      const by = $(element).find('at\\:by > uri').first().text().trim();
      const id = /^yt:video:([\w-]{6,20})$/.exec($(element).attr('ref') ?? '')?.[1];
      return id !== undefined && by.endsWith(`/channel/${of.id}`) ? PostId.parse(id) : [];
    }),
    partial: true,
  };
}

function toPost(
  { video, title, publishedAt, changedAt }: z.output<typeof Entry>,
  of: Profile,
  at: Date,
): Post {
  const id = PostId.parse(video);
  const url = `${SITE}/watch?v=${encodeURIComponent(video)}`;
  return {
    ...{ network: YOUTUBE, id, profile: of.id, url, kind: 'post', text: title },
    ...{ publishedAt, conversation: id, counts: {} },
    provenance: provenanceOf(url, changedAt < at ? changedAt : at),
  };
}
