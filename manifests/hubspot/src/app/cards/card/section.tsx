import { Accordion, Flex, Heading, Tile } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useDesk } from './desk.ts';

interface Props {
  readonly title: string;
  /** Beside the record: shown at once, not behind its title. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** One block of the record: folded beside it, spread out in the tab. */
export function Section({ title, open = false, children }: Props) {
  const { size } = useDesk();
  const body = (
    <Flex direction="column" gap="sm">
      {children}
    </Flex>
  );
  if (size === 'compact') {
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
