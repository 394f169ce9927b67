import { Flex, LoadingSpinner, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { DeskProvider } from './desk.ts';
import type { Size } from './desk.ts';
import { NoRecord } from './no-record.tsx';
import { RecordView } from './record-view.tsx';
import { StaleLine } from './stale-line.tsx';
import { baseOf } from './talk/ask.ts';
import { kithAbout } from './talk/kith.ts';
import { useRecord } from './use-record.ts';

/** The card of one contact, beside its record or in a tab of it. */
export function SocialCard({ size }: { readonly size: Size }) {
  const { crm, user, variables } = useExtensionContext<'crm.record.sidebar'>();
  const base = baseOf(variables);
  const contact = String(crm.objectId);
  const kith = useMemo(() => kithAbout(base, contact), [base, contact]);
  const { held, reload, show } = useRecord(kith);
  const { record, trouble } = held;
  if (!record) {
    if (trouble) return <NoRecord trouble={trouble} base={base} kith={kith} reload={reload} />;
    return <LoadingSpinner label="Asking Kith who they are" showLabel layout="centered" />;
  }
  return (
    <DeskProvider value={{ kith, record, size, user: String(user.id), show, reload }}>
      <Flex direction="column" gap="md">
        {trouble && <StaleLine trouble={trouble} reload={reload} />}
        <RecordView />
      </Flex>
    </DeskProvider>
  );
}
