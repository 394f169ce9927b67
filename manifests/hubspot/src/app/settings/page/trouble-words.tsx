import { Text } from '@hubspot/ui-extensions';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';

/** What Kith said, and what a person can do. */
export function TroubleWords({ trouble: { kind, says } }: { readonly trouble: Trouble }) {
  return (
    <>
      {says !== '' && <Text>{says}</Text>}
      <Text>{TROUBLES[kind].cure}</Text>
    </>
  );
}
