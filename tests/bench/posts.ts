import { readFileSync, readdirSync } from 'node:fs';
import vader from 'vader-sentiment';
import { readPost } from '../../src/core/conversation/read-post.ts';
import { inTurn, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

/** What the intents were learnt from: sentences of a post's length, by the thousand, in the repository. */
const SENTENCES = new URL('../../src/core/conversation/intent/sentences/', import.meta.url);
const ROUNDS = 7;

/** All that is read of a post (language, tone, emotion, toxicity, intents) against VADER's port, which tells a tone alone. */
export async function benchPosts(): Promise<Ratio> {
  const texts = sentences();
  const perSecond = (read: (text: string) => unknown) => (): Promise<number> => {
    const from = performance.now();
    for (const text of texts) read(text);
    return Promise.resolve(texts.length / ((performance.now() - from) / 1000));
  };
  const { ours, theirs } = await inTurn(ROUNDS, {
    ours: perSecond((text) => readPost(text, 'en')),
    theirs: perSecond((text) => vader.SentimentIntensityAnalyzer.polarity_scores(text)),
  });
  return {
    name: 'English posts read whole a second / their tone alone by vader-sentiment',
    ...{ ours: round(ours, 0), theirs: round(theirs, 0), unit: 'texts/s', ratio: round(ours / theirs) },
    notes: { texts: texts.length },
  };
}

function sentences(): readonly string[] {
  return readdirSync(SENTENCES).flatMap((file) =>
    readFileSync(new URL(file, SENTENCES), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly text: string }).text),
  );
}
