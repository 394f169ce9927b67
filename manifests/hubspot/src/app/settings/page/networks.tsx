import { Flex, Text, Toggle } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { switched } from './draft.ts';
import { Part } from './part.tsx';

/** Which networks are asked. */
export function NetworksPart() {
  const { view, draft, change } = useDesk();
  return (
    <Part
      title="Networks"
      says="A network that is off is not asked any more. What it told before stays until it is erased."
    >
      {view.networks.length === 0 && <Text>No network is set up on this server.</Text>}
      {view.networks.map(({ id, title, why }) => (
        <Flex key={id} direction="column" gap="flush">
          <Toggle
            label={`Ask ${title}`}
            name={id}
            size="sm"
            checked={!draft.off.includes(id)}
            textChecked="On"
            textUnchecked="Off"
            onChange={(on) => change({ off: switched(draft.off, id, on) })}
          />
          {why !== undefined && <Text variant="microcopy">{why}</Text>}
        </Flex>
      ))}
    </Part>
  );
}
