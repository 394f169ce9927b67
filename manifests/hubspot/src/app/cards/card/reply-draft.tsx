import {
  Button,
  ButtonRow,
  Flex,
  LoadingSpinner,
  Text,
  TextArea,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import type { ReplyDraft as Draft } from './talk/kith.ts';
import type { CardPost } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** Words to begin an answer with. They are the rep's to change and to send: Kith sends nothing. */
export function ReplyDraft({ post }: { readonly post: CardPost }) {
  const { kith } = useDesk();
  const { busy, trouble, wish } = useWish();
  const [draft, setDraft] = useState<Draft>();
  const ask = () => void wish(() => kith.draft(post.network, post.id), setDraft);

  useEffect(ask, []);

  if (busy) return <LoadingSpinner label="Looking for words" showLabel size="sm" />;
  if (trouble) {
    return (
      <>
        <TroubleLine trouble={trouble} />
        <Button size="sm" onClick={ask}>
          Try again
        </Button>
      </>
    );
  }
  if (!draft) return undefined;
  if (draft.text === '') return <Text>{draft.because}</Text>;
  return <Words post={post} draft={draft} />;
}

interface WordsProps {
  readonly post: CardPost;
  readonly draft: Draft;
}

function Words({ post, draft }: WordsProps) {
  const { addAlert, copyTextToClipboard } = useExtensionActions<'crm.record.sidebar'>();
  const [text, setText] = useState(draft.text);

  async function copy(): Promise<void> {
    try {
      await copyTextToClipboard(text);
      addAlert({ type: 'success', message: 'Copied. Kith sends nothing by itself.' });
    } catch {
      addAlert({ type: 'warning', message: 'It could not be copied: mark the text and copy it yourself.' });
    }
  }

  return (
    <Flex direction="column" gap="xs">
      <TextArea label="Draft" name="draft" rows={4} value={text} onInput={setText} />
      <Text variant="microcopy">{draft.because}</Text>
      <ButtonRow>
        <Button size="sm" variant="primary" onClick={() => void copy()}>
          Copy
        </Button>
      </ButtonRow>
      <Text variant="microcopy">
        <Away url={post.url}>Answer there</Away> Kith sends nothing by itself.
      </Text>
    </Flex>
  );
}
