import { PostId } from '../../../src/core/ids.ts';
import type { ToldOf } from '../../../src/ports/network.ts';
import { askOwn } from './api.ts';
import type { Tools } from './api.ts';
import { INSTAGRAM, WireMentionedComment, WireMentionedMedia, accountOf } from './wire.ts';

/** By what a mention is read: the post, and the comment below it where it stands in one. */
export interface Where {
  readonly media: string;
  readonly comment?: string | undefined;
}

const WHERE = /^(\d{1,30})(?:\/(\d{1,30}))?$/;
export const whereOf = ({ media, comment }: Where): string =>
  comment === undefined ? media : `${media}/${comment}`;

/** What is said, by whom, when, and in answer to what. */
interface Said {
  readonly id: string;
  readonly username?: string | null | undefined;
  readonly timestamp: Date;
  readonly words: string;
}

/**
 * The comment or the caption in which the account is mentioned: of neither a delivery tells more than the number. The
 * author is told by name only, and a page of its own is told of neither. Undefined for what is gone, is without words, or
 * is the account's own. @throws Failure
 */
export async function mentioned(tools: Tools, of: string): Promise<ToldOf | undefined> {
  const [, media, comment] = WHERE.exec(of) ?? [];
  if (media === undefined) return undefined;
  const said = comment === undefined ? await captionOf(tools, media) : await commentOf(tools, comment);
  if (!said?.username || said.words === '') return undefined;
  const { username, timestamp: publishedAt, words: text } = said;
  const by = accountOf({ id: `@${username}`, username }, tools.now());
  const id = PostId.parse(said.id);
  const thread = PostId.parse(media);
  return {
    ...{ by, namedOnly: true },
    post: {
      ...{ network: INSTAGRAM, id, profile: by.id, url: by.url, kind: 'mention', text, publishedAt },
      ...{ counts: {}, conversation: thread, provenance: by.provenance },
      ...(comment !== undefined && { inReplyTo: thread }),
    },
  };
}

async function commentOf(tools: Tools, id: string): Promise<Said | undefined> {
  const fields = `mentioned_comment.comment_id(${id}){id,text,timestamp,username}`;
  const found = (await askOwn(tools, fields, WireMentionedComment))?.mentioned_comment;
  return found && { ...found, words: found.text?.trim() ?? '' };
}

async function captionOf(tools: Tools, id: string): Promise<Said | undefined> {
  const fields = `mentioned_media.media_id(${id}){id,caption,timestamp,username}`;
  const found = (await askOwn(tools, fields, WireMentionedMedia))?.mentioned_media;
  return found && { ...found, words: found.caption?.trim() ?? '' };
}
