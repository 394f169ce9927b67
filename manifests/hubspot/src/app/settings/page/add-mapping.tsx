import { Button, ButtonRow, Flex, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Choice } from './choice.tsx';
import { useDesk } from './desk.ts';
import { mappable } from './draft.ts';
import { BOUNDS } from './talk/settings-shape.ts';
import type { Field, Mapping } from './talk/settings-shape.ts';
import { FACT_OPTIONS, MODE_OPTIONS } from './titles.ts';

const ANY = 'any';

/** One more fact into one more field. */
export function AddMapping() {
  const { view, draft, change } = useDesk();
  const free = mappable(view.fields, draft.mappings);
  if (free.length === 0 || draft.mappings.length >= BOUNDS.mappings) {
    return <Text>There is no further field that can be written.</Text>;
  }
  return <Wanted free={free} add={(mapping) => change({ mappings: [...draft.mappings, mapping] })} />;
}

interface Props {
  readonly free: readonly Field[];
  readonly add: (mapping: Mapping) => void;
}

/** It begins with the mode that can hurt least. */
function Wanted({ free, add }: Props) {
  const [wanted, setWanted] = useState<Mapping>(NOTHING_YET);
  const set = (changed: Partial<Mapping>) => setWanted({ ...wanted, ...changed });
  const chosen = free.find(({ name }) => name === wanted.field);

  function press(): void {
    const { fact, network, field, mode } = wanted;
    add({ fact, field, mode, ...(network !== undefined && { network }) });
    set({ field: '' });
  }

  return (
    <Flex direction="column" gap="sm">
      <Source {...wanted} set={set} />
      <Choice
        label="Into the field"
        name="field"
        value={wanted.field}
        options={free.map(({ name, label, kind }) => ({ value: name, label: `${label} (${kind})` }))}
        choose={(field) => set({ field })}
      />
      <Choice
        label="How"
        name="mode"
        value={wanted.mode}
        options={MODE_OPTIONS}
        choose={(mode) => set({ mode })}
      />
      <ButtonRow>
        <Button size="sm" disabled={!chosen} onClick={press}>
          Map it
        </Button>
      </ButtonRow>
    </Flex>
  );
}

const NOTHING_YET: Mapping = { fact: 'company', field: '', mode: 'suggest' };

interface SourceProps extends Mapping {
  readonly set: (changed: Partial<Mapping>) => void;
}

/** What is known, and by whom. */
function Source({ fact, network, set }: SourceProps) {
  const networks = useDesk().view.networks.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <>
      <Choice
        label="Fact"
        name="fact"
        value={fact}
        options={FACT_OPTIONS}
        choose={(chosen) => set({ fact: chosen })}
      />
      <Choice
        label="From"
        name="network"
        value={network ?? ANY}
        options={[{ value: ANY, label: 'The surest profile' }, ...networks]}
        choose={(chosen) => set({ network: chosen === ANY ? undefined : chosen })}
      />
    </>
  );
}
