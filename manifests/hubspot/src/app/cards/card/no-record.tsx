import {
  Button,
  ButtonRow,
  EmptyState,
  ErrorState,
  Link,
  LoadingSpinner,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Kith } from './talk/kith.ts';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleLine } from './trouble-line.tsx';
import { TroubleWords } from './trouble-words.tsx';
import { useWish } from './use-wish.ts';

interface Props {
  readonly trouble: Trouble;
  readonly base: string | undefined;
  readonly kith: Kith;
  readonly reload: () => Promise<void>;
}

/** In place of a record: what came between, and the way out. */
export function NoRecord(props: Props) {
  const { trouble, base } = props;
  if (trouble.kind === 'not known') return <NotKnown {...props} />;
  const { title, again } = TROUBLES[trouble.kind];
  return (
    <ErrorState title={title} type={trouble.kind === 'not permitted' ? 'lock' : 'error'}>
      <TroubleWords trouble={trouble} />
      {trouble.kind === 'not permitted' && base && (
        <Text>
          <Link href={{ url: `${base}/install/hubspot`, external: true }}>
            Connect this account (administrators)
          </Link>
        </Text>
      )}
      {again && <Again reload={props.reload} />}
    </ErrorState>
  );
}

function Again({ reload }: Pick<Props, 'reload'>) {
  const [busy, setBusy] = useState(false);
  async function press(): Promise<void> {
    setBusy(true);
    await reload();
    setBusy(false);
  }
  if (busy) return <LoadingSpinner label="Trying again" showLabel size="sm" />;
  return <Button onClick={() => void press()}>Try again</Button>;
}

/** The contact is in HubSpot and not in Kith: it can be asked for. */
function NotKnown({ trouble, kith, reload }: Props) {
  const { busy, trouble: refused, wish } = useWish();
  const [asked, setAsked] = useState(false);
  return (
    <EmptyState title="Kith does not know this contact yet" layout="vertical" imageName="contacts" flush>
      {trouble.says !== '' && <Text>{trouble.says}</Text>}
      <Text>
        {asked
          ? 'Kith is asking for it. Look again in a minute.'
          : 'It may still be on its way from the import. Kith can ask for it now.'}
      </Text>
      <ButtonRow>
        <Button
          variant="primary"
          disabled={busy}
          onClick={() => void wish(kith.refresh, () => setAsked(true))}
        >
          Ask for it
        </Button>
        <Button onClick={() => void reload()}>Look again</Button>
      </ButtonRow>
      <TroubleLine trouble={refused} />
    </EmptyState>
  );
}
