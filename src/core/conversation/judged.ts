import { hearIntent } from './intent/hear.ts';
import { intentsIn } from './intent/judge.ts';
import type { JudgedIntent } from './intent/judge.ts';
import { INTENT_MODEL } from './intent/shipped.ts';
import type { Heard } from './sound/features.ts';
import { JointTable } from './sound/joint-table.ts';
import { addFacts } from './sound/model.ts';
import { SOUND_MODEL } from './sound/shipped.ts';
import { soundIn } from './sound/sound.ts';
import type { Sound } from './sound/sound.ts';

/** Made when the first text comes: most processes judge none. */
let joint: JointTable | undefined;

/** What the shipped models judge of an English text, without abstaining. */
export interface Judged {
  readonly sound: Sound;
  /** Every intent, the likeliest first. */
  readonly intents: readonly JudgedIntent[];
}

/** Judges an English text by both shipped models, which look up its terms together. */
export function judged(said: Heard): Judged {
  joint ??= new JointTable([SOUND_MODEL, INTENT_MODEL]);
  const { terms, turns, facts } = hearIntent(said);
  const [sound = [], intents = []] = joint.sumsOf(terms);
  return {
    sound: soundIn(addFacts(facts, SOUND_MODEL, sound), said.valence),
    intents: intentsIn(addFacts(facts, INTENT_MODEL, intents), turns, INTENT_MODEL),
  };
}
