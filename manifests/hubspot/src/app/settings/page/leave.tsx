import { Alert, Button, ButtonRow, Checkbox, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import type { HowToLeave } from './talk/kith.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** The way out: asked twice, because it cannot be taken back from here. */
export function LeavePart() {
  const [purgeAt, setPurgeAt] = useState<string>();
  const [asked, setAsked] = useState(false);
  const [how, setHow] = useState<HowToLeave>({ keepFields: false, restore: true });
  if (purgeAt !== undefined) {
    return (
      <Alert title="Kith is being disconnected" variant="success">
        What it kept is purged on {purgeAt.slice(0, 10)}. Until then, installing again brings it back.
      </Alert>
    );
  }
  return (
    <Part title="Disconnect Kith" says="Kith leaves HubSpot as it found it, unless you choose otherwise.">
      <Checkbox
        name="keepFields"
        checked={how.keepFields}
        onChange={(keepFields) => setHow({ ...how, keepFields })}
      >
        Keep Kith’s fields and their values in HubSpot
      </Checkbox>
      <Checkbox name="restore" checked={how.restore} onChange={(restore) => setHow({ ...how, restore })}>
        Put back what stood in your own fields before Kith wrote
      </Checkbox>
      {asked ? (
        <AreYouSure how={how} stay={() => setAsked(false)} left={setPurgeAt} />
      ) : (
        <ButtonRow>
          <Button variant="destructive" onClick={() => setAsked(true)}>
            Disconnect …
          </Button>
        </ButtonRow>
      )}
    </Part>
  );
}

interface SureProps {
  readonly how: HowToLeave;
  readonly stay: () => void;
  readonly left: (purgeAt: string) => void;
}

function AreYouSure({ how, stay, left }: SureProps) {
  const { kith } = useDesk();
  const { busy, trouble, wish } = useWish();
  const press = () =>
    wish(
      () => kith.leave(how),
      ({ purgeAt }) => left(purgeAt),
    );
  return (
    <>
      <Text>
        {how.keepFields ? 'Its fields stay. ' : 'Its fields are deleted with their values. '}Kith stops at
        once.
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
