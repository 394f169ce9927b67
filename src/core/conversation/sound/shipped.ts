import sound from '../models/sound.json' with { type: 'json' };
import type { Heard } from './features.ts';
import { readKept } from './kept.ts';
import { judgeSound } from './sound.ts';
import type { Sound } from './sound.ts';

const shipped = readKept(sound);

/** The version of the shipped model; it stands on every reading. */
export const SOUND_VERSION = shipped.version;

/** How an English text is said, by the shipped model (`models/README.md`). */
export const soundOf = (said: Heard): Sound => judgeSound(said, shipped);
