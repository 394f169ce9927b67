import { StatusTag, Text } from '@hubspot/ui-extensions';
import { Fragment } from 'react';
import type { CardPost } from './talk/record-shape.ts';

const TAGS: Readonly<Record<string, 'success' | 'danger' | 'default'>> = {
  positive: 'success',
  negative: 'danger',
  neutral: 'default',
};

/** How a post sounds, what it wants, and whether it is rough, which hides nothing; “not sure” is an answer, and what nobody read has none. */
export function Judgements({ reading }: Pick<CardPost, 'reading'>) {
  if (!reading) return undefined;
  const { tone, intents, emotion, toxicity, labels = [] } = reading;
  const words = tone?.because.slice(0, 3) ?? [];
  return (
    <>
      <StatusTag variant={tone ? (TAGS[tone.label] ?? 'default') : 'default'} hollow={tone === undefined}>
        Tone: {tone?.label ?? 'not sure'}
      </StatusTag>
      <StatusTag hollow={intents === undefined}>
        Intent: {intents?.map(({ label }) => label).join(', ') ?? 'not sure'}
      </StatusTag>
      {emotion && <StatusTag>Emotion: {emotion.label}</StatusTag>}
      {toxicity && toxicity.label !== 'civil' && (
        <StatusTag variant="warning">Sounds {toxicity.label}</StatusTag>
      )}
      {words.length > 0 && <Text variant="microcopy">because of “{words.join('”, “')}”</Text>}
      {labels.map(({ label, because }) => (
        <Fragment key={label}>
          <StatusTag>{label}</StatusTag>
          {because.length > 0 && <Text variant="microcopy">because of “{because.join('”, “')}”</Text>}
        </Fragment>
      ))}
    </>
  );
}
