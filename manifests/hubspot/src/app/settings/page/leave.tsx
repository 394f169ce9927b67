import { Alert, Button, ButtonRow, Checkbox, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** The way out: asked twice, because it cannot be taken back from here. */
export function LeavePart() {
  const { graceDays } = useDesk().view.settings;
  const [gone, setGone] = useState(false);
  const [asked, setAsked] = useState(false);
  const [keepFields, setKeepFields] = useState(false);
  if (gone) {
    return (
      <Alert title="Kith is disconnected" variant="success">
        Everything it kept is purged after {graceDays} days. Until then, installing again brings it back.
      </Alert>
    );
  }
  return (
    <Part title="Disconnect Kith" says="Kith leaves HubSpot as it found it, unless you keep its fields.">
      <Checkbox name="keepFields" checked={keepFields} onChange={setKeepFields}>
        Keep Kith’s fields and their values in HubSpot
      </Checkbox>
      {asked ? (
        <AreYouSure keepFields={keepFields} stay={() => setAsked(false)} leave={() => setGone(true)} />
      ) : (
        <Button variant="destructive" onClick={() => setAsked(true)}>
          Disconnect …
        </Button>
      )}
    </Part>
  );
}

interface SureProps {
  readonly keepFields: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

function AreYouSure({ keepFields, stay, leave }: SureProps) {
  const { kith } = useDesk();
  const { busy, trouble, wish } = useWish();
  const press = () => wish(() => kith.leave(keepFields), leave);
  return (
    <>
      <Text>
        {keepFields ? 'Its fields stay. ' : 'Its fields are deleted with their values. '}Kith stops at once.
      </Text>
      <ButtonRow>
        <Button variant="destructive" disabled={busy} onClick={() => void press()}>
          {busy ? 'Disconnecting …' : 'Yes, disconnect Kith'}
        </Button>
        <Button disabled={busy} onClick={stay}>
          Stay
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </>
  );
}
