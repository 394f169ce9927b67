import { useEffect, useRef } from 'react';
import type { Conversation } from '../../core/conversation/thread/conversation.ts';
import { Trouble } from '../api.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Skeleton, Unread } from '../parts/states.tsx';
import type { ThreadPlace } from '../place.ts';
import { many } from '../words.ts';
import { ModelSummary } from './model-summary.tsx';
import { nested } from './nest.ts';
import { Summary } from './summary.tsx';
import { ThreadPosts } from './thread-post.tsx';
import { useThread } from './thread-queries.ts';

interface Props {
  readonly contact: string;
  readonly thread: ThreadPlace;
}

/** One conversation of a contact, whatever state it is in. */
export function ThreadPane({ contact, thread }: Props) {
  const { data, error, refetch } = useThread(contact, thread);
  const back = <PageLink to={{ contact }}>← {data?.contact.name ?? 'The record'}</PageLink>;
  if (data) {
    return (
      <div className="record">
        <p>{back}</p>
        <Thread conversation={data} thread={thread} />
      </div>
    );
  }
  if (!error) return <Skeleton />;
  if (!(error instanceof Trouble && error.status === 404)) {
    return (
      <Unread title="This conversation cannot be read" says={error.message} retry={() => void refetch()} />
    );
  }
  return (
    <div className="nobody">
      <h1>There is no such conversation</h1>
      <p>It was deleted, or what the contact said in it is not theirs any more.</p>
      <p>{back}</p>
    </div>
  );
}

interface ThreadProps {
  readonly conversation: Conversation;
  readonly thread: ThreadPlace;
}

function Thread({ conversation, thread }: ThreadProps) {
  const { contact, posts, people, missing, model, trouble } = conversation;
  const heading = useRef<HTMLHeadingElement>(null);
  const title = `Conversation with ${contact.name ?? 'the contact'}`;
  useEffect(() => {
    document.title = `${title} · Kith`;
  }, [title]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article aria-labelledby="conversation">
      <h1 id="conversation" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="quiet">
        {many(posts.length, 'post')} of {many(people.length, 'account')} on{' '}
        {[...new Set(people.map(({ networkTitle }) => networkTitle))].join(' and ')}.
        {posts.some(({ kept }) => !kept) && ' What others say is read from the network now, and not kept.'}
      </p>
      {trouble.map((line) => (
        <p key={line} className="trouble" role="status">
          {line}
        </p>
      ))}
      <Summary conversation={conversation} />
      {model && <ModelSummary {...{ conversation, thread, model }} />}
      {missing && <p className="quiet">{missing.says}</p>}
      <ThreadPosts branches={nested(posts)} conversation={conversation} />
    </article>
  );
}
