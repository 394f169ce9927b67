import { StatusTag, Text } from '@hubspot/ui-extensions';
import type { CardPost } from './talk/record-shape.ts';

const TAGS: Readonly<Record<string, 'success' | 'danger' | 'default'>> = {
  positive: 'success',
  negative: 'danger',
  neutral: 'default',
};

/** How a post sounds and what it wants; “not sure” is an answer, and what nobody read has none. */
export function Judgements({ reading }: Pick<CardPost, 'reading'>) {
  if (!reading) return undefined;
  const { tone, intents } = reading;
  const words = tone?.because.slice(0, 3) ?? [];
  return (
    <>
      <StatusTag variant={tone ? (TAGS[tone.label] ?? 'default') : 'default'} hollow={tone === undefined}>
        Tone: {tone?.label ?? 'not sure'}
      </StatusTag>
      <StatusTag hollow={intents === undefined}>
        Intent: {intents?.map(({ label }) => label).join(', ') ?? 'not sure'}
      </StatusTag>
      {words.length > 0 && <Text variant="microcopy">because of “{words.join('”, “')}”</Text>}
    </>
  );
}
