import emoji from './emoji.json' with { type: 'json' };
import lexicon from './lexicon.json' with { type: 'json' };

/** What one word does to the tone of a sentence. */
export interface Word {
  /** Mean of ten raters, −4 to 4; 0 for a word that only changes others. */
  readonly valence: number;
  /** What it adds to the strength of the word after it: −0.293, 0 or 0.293. */
  readonly boost: number;
  readonly negates: boolean;
}

/** Hutto & Gilbert's empirical increment of a degree adverb. */
export const BOOST = 0.293;

const STRONGER =
  'absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously ' +
  'entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking ' +
  'fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely incredible ' +
  'incredibly intensely major majorly more most particularly purely quite really remarkably so substantially ' +
  'thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very';

const WEAKER =
  'almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce ' +
  'scarcely slight slightly somewhat sorta sortof sort-of';

const NEGATING =
  'aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt neither ' +
  'never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent uh-uh without wont wouldnt ' +
  'rarely seldom despite';

/** Several words with a valence of their own, which the last of them takes. */
export const IDIOMS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'the shit': 3,
    'the bomb': 3,
    'bad ass': 1.5,
    'bus stop': 0,
    'yeah right': -2,
    'cut the mustard': 2,
    'kiss of death': -1.5,
    'hand to mouth': -2,
    "can't stand": -2,
    'fed up': -1.8,
    'screwed up': -1.5,
  }),
);

/** Their last words. */
export const IDIOM_ENDS: ReadonlySet<string> = new Set(
  [...IDIOMS.keys()].map((idiom) => idiom.slice(idiom.lastIndexOf(' ') + 1)),
);

/** Two words that weaken what comes after them, as one does. */
export const WEAKENING: ReadonlySet<string> = new Set(['just enough', 'kind of', 'sort of']);

const plain: Word = { valence: 0, boost: 0, negates: false };

/** Every word that matters to tone (VADER's lexicon, MIT, and emoji of our own), in lower case. */
export const WORDS: ReadonlyMap<string, Word> = collected();

function collected(): Map<string, Word> {
  const words = new Map<string, Word>();
  const is = (list: string, more: Partial<Word>) => {
    for (const word of list.split(' ')) words.set(word, { ...(words.get(word) ?? plain), ...more });
  };
  for (const { valence, words: list } of [...lexicon, ...emoji]) is(list, { valence: valence / 10 });
  is(STRONGER, { boost: BOOST });
  is(WEAKER, { boost: -BOOST });
  is(NEGATING, { negates: true });
  return words;
}
