import { Flex, List, ProgressBar, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Section } from './section.tsx';
import type { Influence } from './talk/record-shape.ts';
import { many, ordinal } from './words.ts';

/** How far each linked profile reaches. */
export function Influences() {
  const scored = useDesk().record.profiles.flatMap(({ network, id, networkTitle, influence }) =>
    influence ? [{ key: `${network}:${id}`, networkTitle, influence }] : [],
  );
  if (scored.length === 0) return undefined;
  return (
    <Section title="Influence">
      {scored.map(({ key, networkTitle, influence }) => (
        <OnNetwork key={key} title={networkTitle} influence={influence} />
      ))}
    </Section>
  );
}

/** A percentile with its interval and what it rests on; where it is not known, why not. */
function OnNetwork({ title, influence }: { readonly title: string; readonly influence: Influence }) {
  if (!influence.known) {
    return (
      <Text>
        {title}: {influence.says}
      </Text>
    );
  }
  const { percentile, interval, among, because } = influence;
  const [low, high] = interval;
  return (
    <Flex direction="column" gap="xs">
      <ProgressBar
        title={`${title}: ${ordinal(percentile)} percentile`}
        aria-label={`Influence on ${title}`}
        value={Math.round(percentile)}
        maxValue={100}
        valueDescription={`Between the ${ordinal(low)} and the ${ordinal(high)}`}
      />
      <Text variant="microcopy">
        Among {many(among, 'profile')} known on {title}; with so many, it lies between the {ordinal(low)} and
        the {ordinal(high)}.
      </Text>
      <List variant="unordered">
        {because.map(({ part, says }) => (
          <Text key={part}>{says}</Text>
        ))}
      </List>
    </Flex>
  );
}
