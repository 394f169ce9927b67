import { Accordion, List, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import type { Link } from './talk/record-shape.ts';
import { resultOf, stepsOf } from './weighing.ts';
import type { Step } from './weighing.ts';
import { many } from './words.ts';

interface Props {
  readonly link: Link;
  readonly title: string;
}

/** Every reason for and against, in the order in which they add up, and what they come to. */
export function Why({ link, title }: Props) {
  const { evidence, counterEvidence } = link;
  if (evidence.length + counterEvidence.length === 0) return undefined;
  const steps = stepsOf(link);
  const against = counterEvidence.length > 0 ? `, ${counterEvidence.length} against` : '';
  return (
    <Accordion title={`${title}: ${many(evidence.length, 'reason')}${against}`} size="xs">
      <List variant="unordered">
        {steps.map((step) => (
          <Reason key={`${step.side} ${step.says}`} step={step} />
        ))}
      </List>
      <Text format={{ fontWeight: 'demibold' }}>{resultOf(link, steps)}</Text>
    </Accordion>
  );
}

const SIDES = {
  start: 'To begin with',
  proof: 'Proof',
  for: 'For',
  against: 'Against',
} as const satisfies Record<Step['side'], string>;

function Reason({ step: { side, says, weight, after, url } }: { readonly step: Step }) {
  const adds = [weight, after && `${after} so far`].filter((part) => part !== undefined);
  return (
    <Text>
      <Text inline format={{ fontWeight: 'demibold' }}>
        {SIDES[side]}:
      </Text>{' '}
      {says} {adds.length > 0 && `(${adds.join('; ')}) `}
      {url !== undefined && <Away url={url}>See it</Away>}
    </Text>
  );
}
