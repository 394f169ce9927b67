import type { CustomerRecord, RecordPost } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { FirstOf } from '../parts/first-of.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { languageOf, many } from '../words.ts';
import { Feeling } from './feeling.tsx';
import { Intents } from './intents.tsx';
import { PostHead } from './post-head.tsx';
import { PostText } from './post-text.tsx';
import { OwnLabels } from './own-labels.tsx';
import { Tone } from './tone.tsx';
import { Topics } from './topics.tsx';

interface Props {
  readonly record: CustomerRecord;
}

/** So many tell what somebody is at just now. */
const FIRST = 8;

/** What the linked profiles said in public, newest first. */
export function Conversations({ record: { contact, conversations: posts, keyphrases } }: Props) {
  return (
    <section className="group" aria-label="Latest conversations">
      <h2>Latest conversations</h2>
      {posts.length === 0 && <p className="quiet">Nothing said in public is known yet.</p>}
      {keyphrases && <ComesBackTo keyphrases={keyphrases} />}
      <FirstOf all={posts} most={FIRST} says={(rest) => many(rest.length, 'earlier post')}>
        {(some) =>
          some.map((post) => <Post key={`${post.network}:${post.id}`} contact={contact.id} post={post} />)
        }
      </FirstOf>
    </section>
  );
}

function ComesBackTo({ keyphrases }: Required<Pick<CustomerRecord, 'keyphrases'>>) {
  return (
    <p className="post-foot quiet">
      Keeps coming back to
      {keyphrases?.map(({ phrase, posts }) => (
        <span key={phrase}>
          <span className="pill plain" dir="auto">
            {phrase}
          </span>{' '}
          {many(posts, 'post')}
        </span>
      ))}
    </p>
  );
}

function Post({ contact, post }: { readonly contact: string; readonly post: RecordPost }) {
  const { network, id, handle, kind, text, reading, counts, alsoOn, topics } = post;
  const tag = reading?.language?.tag;
  return (
    <article className="post">
      <PostHead post={post} />
      <PostText text={text} tag={tag} />
      <p className="post-foot quiet">
        <Tone tone={reading?.tone} read={reading !== undefined} />
        {reading && <Feeling emotion={reading.emotion} toxicity={reading.toxicity} />}
        {reading && <Intents intents={reading.intents} />}
        {tag && <span className="pill plain">{languageOf(tag)}</span>}
        <OwnLabels labels={reading?.labels} />
        <Topics topics={topics} />
        {countsOf(counts).map((count) => (
          <span key={count}>{count}</span>
        ))}
        <PageLink to={{ contact, thread: { network, id } }}>
          Conversation
          <span className="unseen">
            {' '}
            in which {handle} says this {kind}
          </span>
        </PageLink>
        {alsoOn?.map((copy) => (
          <span key={copy.network}>
            also on <Away url={copy.url}>{copy.networkTitle}</Away>
          </span>
        ))}
      </p>
    </article>
  );
}

function countsOf({ likes, replies, shares }: RecordPost['counts']): readonly string[] {
  const counts = [
    likes ? many(likes, 'like') : '',
    replies ? many(replies, 'reply', 'replies') : '',
    shares ? many(shares, 'share') : '',
  ];
  return counts.filter((count) => count !== '');
}
