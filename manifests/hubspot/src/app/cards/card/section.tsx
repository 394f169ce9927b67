import { Accordion, Flex, Heading, Tile } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useDesk } from './desk.ts';

interface Props {
  readonly title: string;
  /** Beside the record: shown at once, not behind its title. */
  readonly open?: boolean;
  /** Behind its title in the tab too. */
  readonly seldom?: boolean;
  readonly children: ReactNode;
}

/** One block of the record: folded beside it, spread out in the tab unless it is seldom looked at. */
export function Section({ title, open = false, seldom = false, children }: Props) {
  const { size } = useDesk();
  const body = (
    <Flex direction="column" gap="sm">
      {children}
    </Flex>
  );
  if (size === 'compact' || seldom) {
    return (
      <Accordion title={title} size="sm" defaultOpen={open}>
        {body}
      </Accordion>
    );
  }
  return (
    <Tile>
      <Heading>{title}</Heading>
      {body}
    </Tile>
  );
}
