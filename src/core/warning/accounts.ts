import { authorsOf, originalsOf } from './hours.ts';
import type { SaidPost } from './measures.ts';

/** Who makes an alert: many people, or a few accounts that look like many. Figures only, nothing about anybody. */
export interface Accounts {
  readonly posts: number;
  readonly authors: number;
  /** As many authors who said equally much would be as even: the perplexity of the authors' shares (Shannon 1948). */
  readonly evenAuthors: number;
  /** Posts that repeat another one. */
  readonly copies: number;
  /** Authors whose account's age is known, and of these the ones with a new account. */
  readonly aged: number;
  readonly young: number;
}

const YOUNG_MS = 30 * 86_400_000;

export function accountsIn(said: readonly SaidPost[], now: Date): Accounts {
  const authors = authorsOf(said);
  const shares = [...authors.values()].map((posts) => posts / said.length);
  const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
  const since = new Map(
    said.flatMap(({ network, profile, accountSince }) =>
      accountSince ? [[`${network}:${profile}`, accountSince.getTime()] as const] : [],
    ),
  );
  return {
    ...{ posts: said.length, authors: authors.size, evenAuthors: Math.exp(entropy) },
    ...{ copies: said.length - originalsOf(said).length, aged: since.size },
    young: [...since.values()].filter((ms) => now.getTime() - ms < YOUNG_MS).length,
  };
}

const FEW = { evenAuthors: 5, ofAuthors: 0.5, copies: 0.5, young: 0.5, aged: 5 } as const;

/** What speaks for a few accounts behind an alert, as half sentences. Empty: nothing does. */
export function fewMakeIt({ posts, authors, evenAuthors, copies, aged, young }: Accounts): readonly string[] {
  return [
    (evenAuthors < FEW.evenAuthors || evenAuthors < authors * FEW.ofAuthors) &&
      `${posts} posts by ${authors} accounts are as uneven as if ${evenAuthors.toFixed(1)} had written them`,
    copies > posts * FEW.copies && `${copies} of ${posts} posts repeat another one`,
    aged >= FEW.aged &&
      young > aged * FEW.young &&
      `${young} of ${aged} accounts whose age is known are younger than 30 days`,
  ].filter((reason) => reason !== false);
}
