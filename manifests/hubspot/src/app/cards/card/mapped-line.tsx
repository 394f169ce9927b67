import { Button, ButtonRow, Flex, Text, useExtensionActions } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import type { MappedField } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

/** One field: what Kith knows for it, with its source, what came of it, and what may be said. */
export function MappedLine({ mapped }: { readonly mapped: MappedField }) {
  const { label, value, source, says, standing, undo } = mapped;
  return (
    <Flex direction="column" gap="xs">
      <Text>
        <Text inline format={{ fontWeight: 'demibold' }}>
          {label}:
        </Text>{' '}
        {value ?? 'nothing any more'} {source && <Away url={source.url}>{`Source: ${source.name}`}</Away>}
      </Text>
      <Text variant="microcopy">{says}</Text>
      {standing === 'suggested' && <YesOrNo mapped={mapped} />}
      {undo && standing !== 'suggested' && <PutBack mapped={mapped} to={undo.to} />}
    </Flex>
  );
}

function YesOrNo({ mapped: { field, label } }: { readonly mapped: MappedField }) {
  const { kith, reload } = useDesk();
  const { busy, trouble, wish } = useWish();
  const say = (accept: boolean) =>
    void wish(
      () => kith.answer(field, accept),
      () => void reload(),
    );
  return (
    <>
      <ButtonRow>
        <Button size="sm" variant="primary" disabled={busy} onClick={() => say(true)}>
          {`Write it into ${label}`}
        </Button>
        <Button size="sm" disabled={busy} onClick={() => say(false)}>
          {`Leave ${label}`}
        </Button>
      </ButtonRow>
      <TroubleLine trouble={trouble} />
    </>
  );
}

const TOLD: Readonly<Record<string, string>> = {
  'put back': 'What stood there before is there again.',
  'changed since': 'Nothing was put back: somebody changed it since.',
  'nothing to put back': 'There is nothing to put back.',
};

interface PutBackProps {
  readonly mapped: MappedField;
  readonly to: string | null;
}

function PutBack({ mapped: { field, label }, to }: PutBackProps) {
  const { kith, reload } = useDesk();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { busy, trouble, wish } = useWish();
  const press = () =>
    wish(
      () => kith.putBack(field),
      ({ outcome }) => {
        addAlert({ type: 'info', message: `${label}: ${TOLD[outcome] ?? outcome}` });
        void reload();
      },
    );
  return (
    <>
      <Button size="sm" disabled={busy} onClick={() => void press()}>
        {to === null ? `Empty ${label} again` : `Put back “${to}”`}
      </Button>
      <TroubleLine trouble={trouble} />
    </>
  );
}
