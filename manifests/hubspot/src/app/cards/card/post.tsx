import { Button, ButtonRow, Flex, Inline, StatusTag, Text } from '@hubspot/ui-extensions';
import { Fragment, useState } from 'react';
import { AddItem } from './add-item.tsx';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import { Judgements } from './judgements.tsx';
import { ReplyDraft } from './reply-draft.tsx';
import type { CardPost } from './talk/record-shape.ts';
import { ago, cut } from './words.ts';

const TARGETS: Readonly<Record<string, string>> = { us: 'us', product: 'our product', rival: 'a rival' };

const BESIDE = 240;
const IN_A_TAB = 1_000;

/** One post: its words, how it sounds, what it wants, and what may be made of it. */
export function Post({ post }: { readonly post: CardPost }) {
  const { size } = useDesk();
  const [open, setOpen] = useState<'reply' | 'item'>();
  const { handle, networkTitle, kind, url, text, publishedAt, alsoOn, topics = [] } = post;
  const toggle = (what: 'reply' | 'item') => setOpen(open === what ? undefined : what);
  return (
    <Flex direction="column" gap="xs">
      <Text>{cut(text, size === 'compact' ? BESIDE : IN_A_TAB)}</Text>
      <Inline gap="sm" align="center">
        <Text variant="microcopy">
          <Away url={url}>{`${handle} on ${networkTitle}`}</Away> · {kind} · {ago(publishedAt, new Date())}
          {alsoOn?.map((copy) => (
            <Fragment key={copy.network}>
              {' '}
              · also on <Away url={copy.url}>{copy.networkTitle}</Away>
            </Fragment>
          ))}
        </Text>
        <Judgements reading={post.reading} />
        {topics.map(({ name, target }) => (
          <StatusTag key={name} variant={target === 'rival' ? 'warning' : 'default'}>
            {target ? `${name} (${TARGETS[target] ?? target})` : name}
          </StatusTag>
        ))}
      </Inline>
      <ButtonRow>
        <Button size="xs" onClick={() => toggle('reply')}>
          Draft a reply
        </Button>
        <Button size="xs" onClick={() => toggle('item')}>
          Make it a task
        </Button>
      </ButtonRow>
      {open === 'reply' && <ReplyDraft post={post} />}
      {open === 'item' && <AddItem about={post} done={() => setOpen(undefined)} />}
    </Flex>
  );
}
