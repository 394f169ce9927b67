import type { Example } from '../classifier/learn.ts';

const THINGS = [
  ...['parcel', 'order', 'package', 'delivery', 'lamp', 'chair', 'book', 'shirt', 'phone', 'bike'],
  ...['table', 'kettle', 'coat', 'watch', 'guitar'],
];
const ASKS = {
  'where is it': ['where is my', 'still no sign of my', 'when will I get the', 'where did you leave my'],
  'send it back': [
    'I want to return my',
    'how do I send back the',
    'please take back my',
    'a refund for my returned',
  ],
  'it is broken': [
    'my new one is cracked:',
    'there is a dent in the',
    'it arrived broken, the',
    'it fell apart, the',
  ],
};

/** What a shop may teach: three labels, each about every thing it sells. */
export const examples: readonly Example[] = THINGS.flatMap((thing) =>
  Object.entries(ASKS).flatMap(([label, says]) => says.map((say) => ({ label, text: `${say} ${thing}` }))),
);
