import { Alert, Flex, List, ProgressBar, Text } from '@hubspot/ui-extensions';
import { Fragment } from 'react';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import { Section } from './section.tsx';
import type { CardProfile, Influence, Source, TopicInfluence } from './talk/record-shape.ts';
import { many, ordinal } from './words.ts';

/** How far each linked profile reaches. */
export function Influences() {
  const scored = useDesk().record.profiles.filter(({ influence }) => influence !== undefined);
  if (scored.length === 0) return undefined;
  return (
    <Section title="Influence">
      {scored.map((profile) => (
        <OnNetwork key={`${profile.network}:${profile.id}`} profile={profile} />
      ))}
    </Section>
  );
}

/** What is known; where it is not, why not. */
function OnNetwork({ profile }: { readonly profile: CardProfile }) {
  const { influence, networkTitle, engagers = [] } = profile;
  if (!influence) return undefined;
  if (!influence.known) return <Text>{`${networkTitle}: ${influence.says}`}</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Known title={networkTitle} influence={influence} />
      {engagers.length > 0 && <Engagers engagers={engagers} />}
    </Flex>
  );
}

interface KnownProps {
  readonly title: string;
  readonly influence: Extract<Influence, { known: true }>;
}

/** A percentile with its interval, what to be careful of, and what it rests on. */
function Known({ title, influence }: KnownProps) {
  const { percentile, interval, among, because, warning, topics = [] } = influence;
  const [low, high] = interval;
  return (
    <>
      <ProgressBar
        title={`${title}: ${ordinal(percentile)} percentile`}
        aria-label={`Influence on ${title}`}
        value={Math.round(percentile)}
        maxValue={100}
        valueDescription={`Between the ${ordinal(low)} and the ${ordinal(high)}`}
      />
      <Text variant="microcopy">
        Among {many(among, 'profile')} known on {title}.
      </Text>
      {warning !== undefined && (
        <Alert title="With care" variant="warning">
          <Text>{warning}.</Text>
        </Alert>
      )}
      <List variant="unordered">
        {because.map(({ part, says }) => (
          <Text key={part}>{says}</Text>
        ))}
        {topics.map((topic) => (
          <OnTopic key={topic.name} topic={topic} />
        ))}
      </List>
    </>
  );
}

/** The same on one of the account's topics. */
function OnTopic({ topic }: { readonly topic: TopicInfluence }) {
  const { name, percentile, interval, because } = topic;
  const [low, high] = interval;
  return (
    <Text>
      <Text inline format={{ fontWeight: 'demibold' }}>
        On {name}:
      </Text>{' '}
      {ordinal(percentile)} percentile, between the {ordinal(low)} and the {ordinal(high)}.{' '}
      {because[0] && `${because[0].says}.`}
    </Text>
  );
}

/** Who turns to them the most, each by name. */
function Engagers({ engagers }: { readonly engagers: readonly Source[] }) {
  return (
    <Text variant="microcopy">
      Most attention from{' '}
      {engagers.map(({ name, url }, n) => (
        <Fragment key={url}>
          {n > 0 && ', '}
          <Away url={url}>{name}</Away>
        </Fragment>
      ))}
    </Text>
  );
}
