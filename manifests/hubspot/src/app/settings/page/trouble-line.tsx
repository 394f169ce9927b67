import { Alert, Text } from '@hubspot/ui-extensions';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleWords } from './trouble-words.tsx';

/** Under a button that came to nothing. */
export function TroubleLine({ trouble }: { readonly trouble: Trouble | undefined }) {
  if (!trouble) return undefined;
  const { kind, says } = trouble;
  // Only this act is refused, since the page itself could be read. Kith has said why, and who may.
  if (kind === 'not permitted' && says !== '') {
    return (
      <Alert title="Nothing was changed. This is not permitted." variant="error">
        <Text>{says}</Text>
      </Alert>
    );
  }
  return (
    <Alert title={`Nothing was changed. ${TROUBLES[kind].title}.`} variant="error">
      <TroubleWords trouble={trouble} />
    </Alert>
  );
}
