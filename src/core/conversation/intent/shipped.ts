import intents from '../models/intents.json' with { type: 'json' };
import type { Heard } from '../sound/features.ts';
import { judgeIntents } from './judge.ts';
import type { JudgedIntent } from './judge.ts';
import { readIntents } from './kept.ts';

const shipped = readIntents(intents);

/** The version of the shipped model; it stands on every reading. */
export const INTENTS_VERSION = shipped.version;

/** Every intent of an English text by the shipped model (`models/README.md`), the likeliest first. */
export const intentsOf = (said: Heard): readonly JudgedIntent[] => judgeIntents(said, shipped);
