import { Alert, Button, ButtonRow, Flex } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AddItem } from './add-item.tsx';
import { useDesk } from './desk.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** What may be done about the contact as a whole. */
export function Tools() {
  const { kith, reload } = useDesk();
  const { busy, trouble, wish } = useWish();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState(false);

  async function look(): Promise<void> {
    await reload();
    setAsked(false);
  }

  return (
    <Flex direction="column" gap="sm">
      <ButtonRow>
        <Button size="sm" onClick={() => setAdding(!adding)}>
          Create a task or ticket
        </Button>
        <Button size="sm" disabled={busy} onClick={() => void wish(kith.refresh, () => setAsked(true))}>
          Ask the networks again
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
      {asked && (
        <Alert title="The networks are being asked" variant="info">
          <Button size="sm" onClick={() => void look()}>
            Show what came
          </Button>
        </Alert>
      )}
      {adding && <AddItem done={() => setAdding(false)} />}
    </Flex>
  );
}
