import type { ReactNode } from 'react';
import type { RecordPost } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { When } from '../parts/when.tsx';

interface Props {
  readonly post: Pick<RecordPost, 'network' | 'networkTitle' | 'handle' | 'url' | 'kind' | 'publishedAt'>;
  /** What is said of its author beside the handle. */
  readonly children?: ReactNode;
}

/** Who said a post, where, as what and when; the handle leads to it. */
export function PostHead({
  post: { network, networkTitle, handle, url, kind, publishedAt },
  children,
}: Props) {
  return (
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
        {children}
        <span className="quiet">
          {' '}
          {networkTitle} {kind} · <When iso={publishedAt} both />
        </span>
      </span>
    </p>
  );
}
