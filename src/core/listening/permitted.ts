import type { Terms } from '../terms.ts';
import type { QuestionKind } from './questions.ts';

/** What a network lets us hear. */
export interface Hears {
  readonly terms: Terms;
  /** The kinds of questions it answers; none where it is not searched. */
  readonly kinds: readonly QuestionKind[];
  /** It calls and tells of what is said there. */
  readonly calls: boolean;
  /** It can be asked now: what it needs is set. */
  readonly connected: boolean;
}

/** Whether a network is listened to, as half a sentence after its name. */
export type Listened =
  { readonly hears: true; readonly how: string } | { readonly hears: false; readonly why: string };

/** Who is heard is nobody whose consent could be recorded: a network that asks for it is not listened to. */
export function listenedTo({ terms, kinds, calls, connected }: Hears): Listened {
  const clause = terms.clause.replace(/\.$/, '');
  if (terms.needsConsent)
    return { hears: false, why: `is not listened to, since who is heard has not agreed to it: ${clause}` };
  if (!terms.mayMatchOutside)
    return { hears: false, why: `is not listened to, since its terms forbid it: ${clause}` };
  const asked = kinds.length > 0 && connected;
  const ways = [
    ...(asked ? [kinds.includes('words') ? 'is searched' : 'is asked for hashtags only'] : []),
    ...(calls ? ['tells what is said, where it is set up to'] : []),
  ];
  if (ways.length > 0) return { hears: true, how: ways.join(', and ') };
  return {
    hears: false,
    why:
      kinds.length > 0 ? 'is not asked: what it needs is not set' : 'cannot be searched without an account',
  };
}
