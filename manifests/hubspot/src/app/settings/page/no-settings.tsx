import { Button, ErrorState, Link, Text } from '@hubspot/ui-extensions';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleWords } from './trouble-words.tsx';

interface Props {
  readonly trouble: Trouble;
  readonly base: string | undefined;
  readonly reload: () => Promise<void>;
}

/** In place of the settings: what came between, and the way out. */
export function NoSettings({ trouble, base, reload }: Props) {
  const { title, again } = TROUBLES[trouble.kind];
  const locked = trouble.kind === 'not permitted';
  return (
    <ErrorState title={title} type={locked ? 'lock' : 'error'}>
      <TroubleWords trouble={trouble} />
      {locked && base && (
        <Text>
          <Link href={{ url: `${base}/install/hubspot`, external: true }}>Connect this account</Link>
        </Text>
      )}
      {again && <Button onClick={() => void reload()}>Try again</Button>}
    </ErrorState>
  );
}
