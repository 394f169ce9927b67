import { Alert, DescriptionList, DescriptionListItem, ProgressBar, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import { ToldLines } from './told-lines.tsx';

/** How far Kith has come, and what went wrong last. */
export function HealthPart() {
  const { health } = useDesk().view;
  const { contacts, resolved, waiting, lastError, lastDelivery, told, typed, withheld = [] } = health;
  return (
    <Part title="Health">
      {contacts === 0 ? (
        <Text>No contact was read yet.</Text>
      ) : (
        <ProgressBar
          title="Contacts looked for on the networks"
          value={resolved}
          maxValue={contacts}
          valueDescription={`${resolved.toLocaleString('en')} of ${contacts.toLocaleString('en')}`}
        />
      )}
      <DescriptionList direction="row">
        <DescriptionListItem label="Jobs that wait">
          <Text>{waiting.toLocaleString('en')}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Last event from HubSpot">
          <Text>{lastDelivery === undefined ? 'none yet' : onDay(lastDelivery)}</Text>
        </DescriptionListItem>
        {typed !== undefined && (
          <DescriptionListItem label="Typed while Kith wrote">
            <Text>{typed}</Text>
          </DescriptionListItem>
        )}
      </DescriptionList>
      {told && <ToldLines told={told} />}
      <NotAllowed withheld={withheld} />
      {lastError !== undefined && (
        <Alert title="Last trouble" variant="warning">
          {lastError}
        </Alert>
      )}
    </Part>
  );
}

function NotAllowed({ withheld }: { readonly withheld: readonly string[] }) {
  return withheld.map((says) => (
    <Alert key={says} title="Not allowed in HubSpot" variant="info">
      {says}
    </Alert>
  ));
}

/** `2026-11-26 09:30 UTC`. */
const onDay = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
