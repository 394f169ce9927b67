import { useMutation } from '@tanstack/react-query';
import { useContext } from 'react';
import type { Conversation, ModelSummary as Written } from '../../core/conversation/thread/conversation.ts';
import { ask } from '../api.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import type { ThreadPlace } from '../place.ts';
import { Installation } from '../queries.ts';
import { anchorOf } from './nest.ts';
import { threadPath } from './thread-queries.ts';

interface Props {
  readonly conversation: Conversation;
  readonly thread: ThreadPlace;
  readonly model: NonNullable<Conversation['model']>;
}

/** What a language model makes of the thread, when somebody asks for it: marked as such, beside the thread's own sentences. */
export function ModelSummary({ conversation, thread, model }: Props) {
  const installation = useContext(Installation);
  const path = `${threadPath(conversation.contact.id, thread)}/model-summary`;
  const write = useMutation({
    mutationFn: () => ask<Written>(path, installation, { method: 'POST' }),
  });
  return (
    <section className="group summary" aria-labelledby="by-model">
      <h2 id="by-model">In other words</h2>
      <p className="acts">
        <button type="button" disabled={write.isPending} onClick={() => write.mutate()}>
          {write.isPending ? `${model.name} is writing…` : `Summarise with ${model.name}`}
        </button>
      </p>
      <p className="quiet">The posts go to {model.host} without names, addresses and long numbers.</p>
      <div aria-live="polite">
        <TroubleLine of={write.error}>No summary was written.</TroubleLine>
        {write.data && <WrittenSummary written={write.data} posts={conversation.posts} />}
      </div>
    </section>
  );
}

function WrittenSummary({
  written: { model, sentences, leftOut, says },
  posts,
}: {
  readonly written: Written;
  readonly posts: Conversation['posts'];
}) {
  return (
    <>
      {says !== undefined && <p>{says}</p>}
      {sentences.length > 0 && (
        <>
          <p className="quiet">Written by {model}, a language model. It may be wrong: look at the posts.</p>
          <ul className="plain-list">
            {sentences.map(({ text, posts: cited }) => (
              <li key={text}>
                <span dir="auto">{text}</span>
                {cited.map((one) => (
                  <span key={`${one.network}:${one.id}`}>
                    {' '}
                    <a href={`#${anchorOf(posts, one)}`}>{byOf(posts, one)}</a>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {leftOut.map((line) => (
        <p key={line} className="quiet">
          Left out: {line}
        </p>
      ))}
    </>
  );
}

const byOf = (
  posts: Conversation['posts'],
  { network, id }: { readonly network: string; readonly id: string },
): string => posts.find((post) => post.network === network && post.id === id)?.handle ?? id;
