import type { Conversation, ConversationPost } from '../../core/conversation/thread/conversation.ts';
import { Away } from '../parts/away.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { When } from '../parts/when.tsx';
import { Intents } from '../record/intents.tsx';
import { PostText } from '../record/post-text.tsx';
import { Tone } from '../record/tone.tsx';
import { anchorOf } from './nest.ts';
import type { Branch } from './nest.ts';

interface Props {
  readonly branches: readonly Branch[];
  readonly conversation: Conversation;
}

/** Posts, and below each what answers it. */
export function ThreadPosts({ branches, conversation }: Props) {
  return (
    <ol className="thread">
      {branches.map(({ post, below }) => (
        <li key={`${post.network}:${post.id}`}>
          <OnePost post={post} conversation={conversation} />
          {below.length > 0 && <ThreadPosts branches={below} conversation={conversation} />}
        </li>
      ))}
    </ol>
  );
}

function OnePost({
  post,
  conversation,
}: {
  readonly post: ConversationPost;
  readonly conversation: Conversation;
}) {
  const { network, networkTitle, handle, name, url, kind, side, text, publishedAt, reading, gap, under } =
    post;
  const tag = reading?.language?.tag;
  return (
    <article
      className={`post ${side}`}
      id={anchorOf(conversation.posts, post)}
      tabIndex={-1}
      aria-label={`${name ?? handle} on ${networkTitle}`}
    >
      {gap && <p className="quiet">Answers a post that is not seen here.</p>}
      {under && under.joined !== 'answer' && <p className="quiet">{JOINED[under.joined]}</p>}
      <p className="post-head">
        <NetworkMark network={network} title={networkTitle} />
        <span>
          <Away url={url}>
            {handle}
            <span className="unseen">
              {' '}
              on {networkTitle}, the {kind} itself
            </span>
          </Away>
          {side !== 'others' && <span className="pill plain">{markOf(side, conversation)}</span>}
          <span className="quiet">
            {' '}
            {networkTitle} {kind} · <When iso={publishedAt} both />
          </span>
        </span>
      </p>
      <PostText text={text} tag={tag} />
      <p className="post-foot quiet">
        <Tone tone={reading?.tone} read={reading !== undefined} />
        {reading && <Intents intents={reading.intents} />}
      </p>
    </article>
  );
}

const JOINED = { link: 'Links to the post above.', copy: 'The same person says the same here.' } as const;

const markOf = (side: 'theirs' | 'ours', { contact }: Conversation) =>
  side === 'ours' ? 'Ours' : (contact.name ?? 'The contact');
