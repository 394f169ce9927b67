import { Alert, Button, ButtonRow, List, Text, useExtensionActions } from '@hubspot/ui-extensions';
import { checked, isChanged } from './draft.ts';
import { useDesk } from './desk.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** There while something was changed and is not saved. */
export function SaveBar({ forget }: { readonly forget: () => void }) {
  const { kith, view, draft, show } = useDesk();
  const { addAlert } = useExtensionActions<'settings'>();
  const { busy, trouble, wish } = useWish();
  if (!isChanged(view.settings, draft)) return undefined;
  const faults = checked(draft);

  const save = () =>
    wish(
      () => kith.save(draft),
      (saved) => {
        addAlert({ type: 'success', message: 'The settings are saved.' });
        show(saved);
        forget();
      },
    );

  return (
    <Alert title="Not saved yet" variant={faults.length > 0 ? 'warning' : 'info'}>
      <List variant="unordered">
        {faults.map((fault) => (
          <Text key={fault}>{fault}</Text>
        ))}
      </List>
      <ButtonRow>
        <Button variant="primary" disabled={busy || faults.length > 0} onClick={() => void save()}>
          {busy ? 'Saving …' : 'Save'}
        </Button>
        <Button disabled={busy} onClick={forget}>
          Discard
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </Alert>
  );
}
