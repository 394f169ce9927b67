import { Alert, Button } from '@hubspot/ui-extensions';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleWords } from './trouble-words.tsx';

interface Props {
  readonly trouble: Trouble;
  readonly reload: () => Promise<void>;
}

/** Above a record that could not be read again. */
export function StaleLine({ trouble, reload }: Props) {
  return (
    <Alert title={`What you see is from before. ${TROUBLES[trouble.kind].title}.`} variant="warning">
      <TroubleWords trouble={trouble} />
      <Button size="sm" onClick={() => void reload()}>
        Try again
      </Button>
    </Alert>
  );
}
