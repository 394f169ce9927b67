import type { Conversation } from '../../core/conversation/thread/conversation.ts';
import { many } from '../words.ts';
import { anchorOf } from './nest.ts';

interface Props {
  readonly conversation: Conversation;
}

/** What the thread comes to, in its own sentences, and what nobody answered yet. */
export function Summary({ conversation }: Props) {
  const { summary, unanswered, posts } = conversation;
  return (
    <section className="group summary" aria-labelledby="summary">
      <h2 id="summary">In short</h2>
      {!summary && <p className="quiet">Too short to be summed up: it is as soon read itself.</p>}
      {summary && (
        <ul className="plain-list">
          {summary.map(({ text, post, by, saidBy }) => (
            <li key={`${post.network}:${post.id} ${text}`}>
              <span dir="auto">“{text}”</span> <a href={`#${anchorOf(posts, post)}`}>{by}</a>
              {saidBy > 1 && <span className="quiet"> and {many(saidBy - 1, 'more post')}</span>}
            </li>
          ))}
        </ul>
      )}
      {summary && <p className="quiet">Word for word from the posts; who is named leads to theirs.</p>}
      {unanswered && (
        <p>
          Not answered yet: <span dir="auto">“{unanswered.text}”</span>{' '}
          <a href={`#${anchorOf(posts, unanswered.post)}`}>{unanswered.by}</a>
        </p>
      )}
    </section>
  );
}
