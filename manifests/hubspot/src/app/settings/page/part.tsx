import { Flex, Heading, Text, Tile } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** One line: what is decided or shown here. */
  readonly says?: string;
  readonly children: ReactNode;
}

/** One block of the page. */
export function Part({ title, says, children }: Props) {
  return (
    <Tile>
      <Heading>{title}</Heading>
      <Flex direction="column" gap="sm">
        {says !== undefined && <Text>{says}</Text>}
        {children}
      </Flex>
    </Tile>
  );
}
