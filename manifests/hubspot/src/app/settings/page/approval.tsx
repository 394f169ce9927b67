import { Alert, Button, ButtonRow, List, Text, useExtensionActions } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import { PreviewTable } from './preview-table.tsx';
import { SoFar, forecastLine } from './so-far.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** Before the first write: what would be made, what would be written, and the word that lets it. */
export function ApprovalPart() {
  const { approval, governor } = useDesk().view;
  const { state, by, at } = approval;
  if (state === 'waiting') return <Waiting />;
  const when = at === undefined ? '' : ` on ${at.slice(0, 10)}`;
  return (
    <Part title="Writing is approved">
      <Text>
        {by === undefined ? 'An administrator' : by} approved it{when}. Kith writes what changed, and nothing
        else.
      </Text>
      {governor !== undefined && (
        <Text>
          In HubSpot only {governor} may change these settings or disconnect Kith, and in Kith whoever has the
          access key.
        </Text>
      )}
    </Part>
  );
}

function Waiting() {
  const { kith, show } = useDesk();
  const { addAlert } = useExtensionActions<'settings'>();
  const { busy, trouble, wish } = useWish();

  const approve = () =>
    wish(kith.approve, (approved) => {
      addAlert({ type: 'success', message: 'Approved: Kith begins to write.' });
      show(approved);
    });

  return (
    <Part title="Nothing was written yet">
      <Alert title="Kith waits for your approval" variant="warning">
        Until then it reads and looks for profiles, and changes nothing in HubSpot.
      </Alert>
      <WhatItWouldDo />
      <ButtonRow>
        <Button variant="primary" disabled={busy} onClick={() => void approve()}>
          {busy ? 'Approving …' : 'Approve and begin to write'}
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </Part>
  );
}

/** All that is worth knowing before. */
function WhatItWouldDo() {
  const { approval, preview, budget } = useDesk().view;
  const { planned } = approval;
  return (
    <>
      {planned.length > 0 && (
        <>
          <Text format={{ fontWeight: 'demibold' }}>It would make:</Text>
          <List variant="unordered">
            {planned.map(({ kind, name, label, says }) => (
              <Text key={`${kind} ${name}`}>
                {label} ({kind} {name}): {says}
              </Text>
            ))}
          </List>
        </>
      )}
      <PreviewTable preview={preview} />
      <SoFar />
      <Text>{forecastLine(budget.forecast)}</Text>
      <Text>
        Whoever approves here decides for this account from then on: only they, or whoever has the access key
        of Kith, may change settings, disconnect Kith or erase a person.
      </Text>
    </>
  );
}
