import { StatusTag, Text } from '@hubspot/ui-extensions';
import { Fragment } from 'react';
import type { CardPost } from './talk/record-shape.ts';

const TAGS: Readonly<Record<string, 'success' | 'danger' | 'default'>> = {
  positive: 'success',
  negative: 'danger',
  neutral: 'default',
};

const INTENTS: ReadonlyMap<string, string> = new Map([
  ['bug', 'fault report'],
  ['purchase', 'wants to buy'],
  ['feature', 'idea'],
  ['churn', 'may leave'],
]);

const TARGETS: ReadonlyMap<string, string> = new Map([
  ['us', 'us'],
  ['product', 'our product'],
  ['rival', 'a rival'],
]);

const MOST_WORDS = 3;

/** How a post sounds, what it wants, and whether it is rough, which hides nothing; “not sure” is an answer, and what nobody read has none. */
export function Judgements({ reading }: Pick<CardPost, 'reading'>) {
  if (!reading) return undefined;
  const { tone, intents, emotion, toxicity, labels = [] } = reading;
  return (
    <>
      <StatusTag variant={tone ? (TAGS[tone.label] ?? 'default') : 'default'} hollow={tone === undefined}>
        Tone: {tone?.label ?? 'not sure'}
      </StatusTag>
      <StatusTag hollow={intents === undefined}>
        Intent: {intents?.map(({ label }) => INTENTS.get(label) ?? label).join(', ') ?? 'not sure'}
      </StatusTag>
      {emotion && <StatusTag>Emotion: {emotion.label}</StatusTag>}
      {toxicity && toxicity.label !== 'civil' && (
        <StatusTag variant="warning">Sounds {toxicity.label}</StatusTag>
      )}
      <Words because={tone?.because} />
      {labels.map(({ label, because }) => (
        <Fragment key={label}>
          <StatusTag>{label}</StatusTag>
          <Words because={because} />
        </Fragment>
      ))}
    </>
  );
}

/** What a post is about, by the listening rules of the account, with the words that say so. */
export function Topics({ topics = [] }: Pick<CardPost, 'topics'>) {
  return topics.map(({ name, target, because }) => (
    <Fragment key={name}>
      <StatusTag variant={target === 'rival' ? 'warning' : 'default'}>
        {target ? `${name} (${TARGETS.get(target) ?? target})` : name}
      </StatusTag>
      <Words because={because} />
    </Fragment>
  ));
}

function Words({ because = [] }: { readonly because?: readonly string[] | undefined }) {
  if (because.length === 0) return undefined;
  return <Text variant="microcopy">because of “{because.slice(0, MOST_WORDS).join('”, “')}”</Text>;
}
