import { Button, Flex, Text } from '@hubspot/ui-extensions';
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
  const { networks } = useDesk().view;
  const [{ fact, network, field, mode }, setWanted] = useState<Mapping>(NOTHING_YET);
  const set = (changed: Partial<Mapping>) => setWanted({ fact, network, field, mode, ...changed });
  const chosen = free.find(({ name }) => name === field);
  const sources = networks.map(({ id, title }) => ({ value: id, label: title }));

  function press(): void {
    if (!chosen) return;
    add({ fact, field, mode, ...(network !== undefined && { network }) });
    set({ field: '' });
  }

  return (
    <Flex direction="column" gap="sm">
      <Choice
        label="Fact"
        name="fact"
        value={fact}
        options={FACT_OPTIONS}
        choose={(to) => set({ fact: to })}
      />
      <Choice
        label="From"
        name="network"
        value={network ?? ANY}
        options={[{ value: ANY, label: 'The surest profile' }, ...sources]}
        choose={(to) => set({ network: to === ANY ? undefined : to })}
      />
      <Choice
        label="Into the field"
        name="field"
        value={field}
        options={free.map(({ name, label, kind }) => ({ value: name, label: `${label} (${kind})` }))}
        choose={(to) => set({ field: to })}
      />
      <Choice
        label="How"
        name="mode"
        value={mode}
        options={MODE_OPTIONS}
        choose={(to) => set({ mode: to })}
      />
      <Button size="sm" disabled={!chosen} onClick={press}>
        Map it
      </Button>
    </Flex>
  );
}

const NOTHING_YET: Mapping = { fact: 'company', field: '', mode: 'suggest' };
