import { SURE_FROM } from './attention-standing.ts';
import type { AttentionPlace, AttentionStanding } from './attention-standing.ts';
import type { Because } from './influence.ts';

type Placed = AttentionStanding & { readonly place: AttentionPlace };

/** Who turns to an account, and how that compares, in a sentence. */
export function attentionSays({ knownEngagers, effective, place }: Placed): Because {
  const [low, high] = place.interval;
  const others = `${place.among} profiles ${place.sized ? 'of about its size' : 'of any size'} there`;
  const compares = `percentile ${place.percentile} (${low} to ${high}) among ${others}`;
  const few = effective < SURE_FROM ? ', too few to be sure' : '';
  return {
    part: 'attention',
    says: `${who(knownEngagers)} to them in what is kept${few}: ${compares}`,
    percentile: place.percentile,
  };
}

function who(people: number): string {
  if (people === 0) return 'Nobody your contacts lead to turns';
  const many = people.toLocaleString('en');
  return people === 1
    ? '1 account your contacts lead to turns'
    : `${many} accounts your contacts lead to turn`;
}

/** What is unusual of it; undefined where nothing is. */
export function attentionWarning({
  unusual,
  engagers,
  knownEngagers,
}: AttentionStanding): string | undefined {
  if (!unusual) return undefined;
  const unknown = (engagers - knownEngagers).toLocaleString('en');
  return (
    `${unknown} accounts that no contact leads to turn to them, far more than is usual: it may be bought, or come from ` +
    'elsewhere, and counts no more than is usual'
  );
}
