import { Text } from '@hubspot/ui-extensions';
import { Fragment } from 'react';
import { Away } from './away.tsx';
import type { CardPost } from './talk/record-shape.ts';
import { ago, many } from './words.ts';

/** Who said a post, where and when, what others did with it, and where else it can be read. */
export function PostLine({ post }: { readonly post: CardPost }) {
  const { handle, networkTitle, kind, url, publishedAt, counts, alsoOn, thread } = post;
  return (
    <Text variant="microcopy">
      <Away url={url}>{`${handle} on ${networkTitle}`}</Away> · {kind} · {ago(publishedAt, new Date())}
      {countsOf(counts).map((count) => ` · ${count}`)}
      {alsoOn?.map((copy) => (
        <Fragment key={copy.network}>
          {' '}
          · also on <Away url={copy.url}>{copy.networkTitle}</Away>
        </Fragment>
      ))}
      {thread !== undefined && (
        <>
          {' '}
          · <Away url={thread}>Whole conversation in Kith</Away>
        </>
      )}
    </Text>
  );
}

/** What nobody did is not said. */
function countsOf({ likes, replies, shares }: CardPost['counts']): readonly string[] {
  const counts = [
    likes ? many(likes, 'like') : '',
    replies ? many(replies, 'reply', 'replies') : '',
    shares ? many(shares, 'share') : '',
  ];
  return counts.filter((count) => count !== '');
}
