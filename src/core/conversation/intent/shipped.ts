import intents from '../models/intents.json' with { type: 'json' };
import { readIntents } from './kept.ts';

/** The shipped model of what an English text wants (`models/README.md`). */
export const INTENT_MODEL = readIntents(intents);
