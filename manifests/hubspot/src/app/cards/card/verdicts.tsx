import { Button, ButtonRow, useExtensionActions } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import type { Says } from './talk/kith.ts';
import type { Act, CardProfile } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

const SAYS: Readonly<Partial<Record<Act['act'], Says>>> = {
  confirm: 'confirmed',
  'not them': 'rejected',
  undo: 'withdrawn',
};

const TOLD: Readonly<Record<Says, string>> = {
  confirmed: 'is confirmed.',
  rejected: 'is not them. It will not be proposed again.',
  withdrawn: 'stands as the evidence says: your word was taken back.',
};

/** What the viewer may say about one link. The record tells which; each can be taken back. */
export function Verdicts({ profile }: { readonly profile: CardProfile }) {
  const { kith, record, show } = useDesk();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { busy, trouble, wish } = useWish();
  const { network, id, handle } = profile;

  const say = (says: Says) =>
    wish(
      () => kith.decide(network, id, says),
      (after) => {
        show(after);
        addAlert({ type: 'success', message: `${handle} ${TOLD[says]}` });
      },
    );

  const acts = record.acts.flatMap(({ act, label, ...about }) => {
    const says = about.network === network && about.profile === id ? SAYS[act] : undefined;
    return says ? [{ says, label }] : [];
  });
  if (acts.length === 0) return undefined;
  return (
    <>
      <ButtonRow>
        {acts.map(({ says, label }) => (
          <Button
            key={says}
            size="sm"
            variant={says === 'confirmed' ? 'primary' : 'secondary'}
            disabled={busy}
            onClick={() => void say(says)}
          >
            {label}
          </Button>
        ))}
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </>
  );
}
