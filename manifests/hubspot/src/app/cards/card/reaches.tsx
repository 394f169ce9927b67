import { Flex, Link, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import { Section } from './section.tsx';
import { safeUrl } from './words.ts';

/** Whom of the account's contacts this person reaches, and with which open deals; the picture is on Kith's page. */
export function Reaches() {
  const { reaches } = useDesk().record;
  if (!reaches) return undefined;
  const { says, people, url } = reaches;
  return (
    <Section title="Whom they reach">
      <Text>{says}</Text>
      {people.map(({ name, account, deals }) => (
        <Flex key={`${name} ${account}`} direction="column" gap="flush">
          <Text format={{ fontWeight: 'demibold' }}>
            {account === undefined ? name : `${name}, ${account}`}
          </Text>
          {deals.map((deal) => (
            <Deal key={deal.url} {...deal} />
          ))}
        </Flex>
      ))}
      {url !== undefined && <Away url={url}>See how, and the picture, in Kith</Away>}
    </Section>
  );
}

function Deal({
  title,
  worth,
  url,
}: {
  readonly title: string;
  readonly worth?: string | undefined;
  readonly url: string;
}) {
  const words = worth === undefined ? title : `${title}, ${worth}`;
  const safe = safeUrl(url);
  return <Text variant="microcopy">Open deal: {safe ? <Link href={safe}>{words}</Link> : words}</Text>;
}
