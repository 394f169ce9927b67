import { rounded } from '../rounded.ts';
import type { Sound } from './sound/sound.ts';
import type { Reading } from './reading.ts';

/** Below this a degree is not sure enough to be told. */
const SURE = 0.6;

/** How toxic an English post is; it sorts and never hides. Undefined where it is not sure. */
export function toxicityOf({ toxicity }: Sound): Reading['toxicity'] {
  if (toxicity.probability < SURE) return undefined;
  return { ...toxicity, probability: rounded(toxicity.probability, 2) };
}
