import sound from '../models/sound.json' with { type: 'json' };
import { readKept } from './kept.ts';

/** The shipped model of how an English text is said (`models/README.md`). */
export const SOUND_MODEL = readKept(sound);
