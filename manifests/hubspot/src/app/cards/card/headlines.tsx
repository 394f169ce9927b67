import { Flex, Inline, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import type { Headline } from './talk/record-shape.ts';

const TITLES: Readonly<Record<Headline['about'], string>> = {
  who: 'Who',
  'whom they move': 'Whom they move',
  'what they said': 'What they said',
};

/** The three sentences a rep reads first, each with what it was read from. */
export function Headlines() {
  const { headlines } = useDesk().record;
  return (
    <Flex direction="column" gap="sm">
      {headlines.map(({ about, text, sources }) => (
        <Flex key={about} direction="column" gap="flush">
          <Text variant="microcopy" format={{ fontWeight: 'demibold' }}>
            {TITLES[about]}
          </Text>
          <Text>{text}</Text>
          {sources.length > 0 && (
            <Inline gap="sm">
              {sources.map(({ name, url }) => (
                <Away key={`${name} ${url}`} url={url}>
                  {`Source: ${name}`}
                </Away>
              ))}
            </Inline>
          )}
        </Flex>
      ))}
    </Flex>
  );
}
