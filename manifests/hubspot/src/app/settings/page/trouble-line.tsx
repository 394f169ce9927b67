import { Alert } from '@hubspot/ui-extensions';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleWords } from './trouble-words.tsx';

/** Under a button that came to nothing. */
export function TroubleLine({ trouble }: { readonly trouble: Trouble | undefined }) {
  if (!trouble) return undefined;
  return (
    <Alert title={`Nothing was changed. ${TROUBLES[trouble.kind].title}.`} variant="error">
      <TroubleWords trouble={trouble} />
    </Alert>
  );
}
