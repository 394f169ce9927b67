import { Button, ButtonRow, Flex, Inline, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AddItem } from './add-item.tsx';
import { useDesk } from './desk.ts';
import { Judgements, Topics } from './judgements.tsx';
import { PostLine } from './post-line.tsx';
import { ReplyDraft } from './reply-draft.tsx';
import type { CardPost } from './talk/record-shape.ts';
import { cut } from './words.ts';

const BESIDE = 240;
const IN_A_TAB = 1_000;

/** One post: its words, how it sounds, what it wants, and what may be made of it. */
export function Post({ post }: { readonly post: CardPost }) {
  const { size } = useDesk();
  const [open, setOpen] = useState<'reply' | 'item'>();
  const toggle = (what: 'reply' | 'item') => setOpen(open === what ? undefined : what);
  return (
    <Flex direction="column" gap="xs">
      <Text>{cut(post.text, size === 'compact' ? BESIDE : IN_A_TAB)}</Text>
      <PostLine post={post} />
      {(post.reading || post.topics) && (
        <Inline gap="sm" align="center">
          <Judgements reading={post.reading} />
          <Topics topics={post.topics} />
        </Inline>
      )}
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
