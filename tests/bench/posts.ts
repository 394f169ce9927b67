import { readFileSync, readdirSync } from 'node:fs';
import vader from 'vader-sentiment';
import model from 'wink-eng-lite-web-model';
import winkNlp from 'wink-nlp';
import { judged } from '../../src/core/conversation/judged.ts';
import { languageOf } from '../../src/core/conversation/language.ts';
import { readPost } from '../../src/core/conversation/read-post.ts';
import { heard } from '../../src/core/conversation/sound/features.ts';
import { inTurn, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

/** What the intents were learnt from: sentences of a post's length, by the thousand, in the repository. */
const SENTENCES = new URL('../../src/core/conversation/intent/sentences/', import.meta.url);
const ROUNDS = 9;

const wink = winkNlp(model, ['sbd', 'negation', 'sentiment']);

/**
 * All that is read of a post (language, tone, emotion, toxicity, intents) against others who tell a tone alone, and what each
 * step of it takes. Measured in processor time: a machine that is busy otherwise slows all alike.
 */
export async function benchPosts(): Promise<readonly Ratio[]> {
  const texts = sentences();
  const said = texts.map(heard);
  const seen = await inTurn(ROUNDS, {
    whole: perSecond(texts, (text) => readPost(text, 'en')),
    vader: perSecond(texts, (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text)),
    wink: perSecond(texts, (text) => wink.readDoc(text).out(wink.its.sentiment)),
    language: perSecond(texts, (text) => languageOf(text, 'en')),
    heard: perSecond(texts, heard),
    judged: perSecond(said, judged),
  });
  const { whole, vader: byVader, wink: byWink, ...steps } = seen;
  const notes = Object.fromEntries(Object.entries(steps).map(([step, value]) => [step, round(value, 0)]));
  const beside = (name: string, theirs: number): Ratio => ({
    name: `English posts read whole a second of processor time / their tone alone by ${name}`,
    ...{ ours: round(whole, 0), theirs: round(theirs, 0), unit: 'texts/s', ratio: round(whole / theirs) },
    notes: { texts: texts.length, ...notes },
  });
  return [{ ...beside('vader-sentiment', byVader), aim: '≥ 8' }, beside('wink-nlp', byWink)];
}

function perSecond<T>(things: readonly T[], read: (thing: T) => unknown): () => Promise<number> {
  return () => {
    const from = process.cpuUsage();
    for (const thing of things) read(thing);
    const { user, system } = process.cpuUsage(from);
    return Promise.resolve((things.length / (user + system)) * 1e6);
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
