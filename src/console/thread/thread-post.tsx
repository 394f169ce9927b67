import type { Conversation, ConversationPost } from '../../core/conversation/thread/conversation.ts';
import { Intents } from '../record/intents.tsx';
import { PostHead } from '../record/post-head.tsx';
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
  const { networkTitle, handle, name, side, text, reading, gap, under } = post;
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
      <PostHead post={post}>
        {side !== 'others' && <span className="pill plain">{markOf(side, conversation)}</span>}
      </PostHead>
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
