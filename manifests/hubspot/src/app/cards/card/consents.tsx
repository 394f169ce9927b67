import { Button, ButtonRow, Text, useExtensionActions } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDesk } from './desk.ts';
import { GiveConsent } from './give-consent.tsx';
import { Section } from './section.tsx';
import type { NetworkConsent } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';
import { ago } from './words.ts';

/** For each network whose terms ask for it: whether this person agreed, since when, in which words, and who says so. */
export function Consents() {
  const { networks = [] } = useDesk().record.consent;
  if (networks.length === 0) return null;
  return (
    <Section title={`Consent (${networks.length})`} seldom>
      {networks.map((one) => (
        <OneNetwork key={one.network} asked={one} />
      ))}
    </Section>
  );
}

function OneNetwork({ asked }: { readonly asked: NetworkConsent }) {
  const { networkTitle, clause, given } = asked;
  if (!given) {
    return (
      <>
        <Text format={{ fontWeight: 'demibold' }}>{networkTitle}</Text>
        <Text variant="microcopy">No consent is recorded. {clause}</Text>
        <GiveConsent asked={asked} />
      </>
    );
  }
  const account = given.account === undefined ? '' : `, for the account ${given.account}`;
  return (
    <>
      <Text format={{ fontWeight: 'demibold' }}>{networkTitle}</Text>
      <Text>{`Agreed ${ago(given.at, new Date())}${account}: “${given.says}”`}</Text>
      <Text variant="microcopy">Recorded by {given.by}</Text>
      <Withdraw asked={asked} />
    </>
  );
}

/** What goes with it is said before it is done. */
function Withdraw({ asked: { network, networkTitle, removes } }: { readonly asked: NetworkConsent }) {
  const { kith, reload } = useDesk();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { busy, trouble, wish } = useWish();
  const [sure, setSure] = useState(false);
  const press = () =>
    wish(
      () => kith.withdraw(network),
      () => {
        addAlert({ type: 'success', message: `The consent for ${networkTitle} is withdrawn.` });
        void reload();
      },
    );
  if (!sure) {
    return (
      <ButtonRow>
        <Button size="sm" onClick={() => setSure(true)}>
          {`Withdraw the consent for ${networkTitle} …`}
        </Button>
      </ButtonRow>
    );
  }
  return (
    <>
      <Text>{removes}</Text>
      <ButtonRow>
        <Button size="sm" variant="destructive" disabled={busy} onClick={() => void press()}>
          Withdraw
        </Button>
        <Button size="sm" disabled={busy} onClick={() => setSure(false)}>
          Keep
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </>
  );
}
