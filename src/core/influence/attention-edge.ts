import type { NetworkId, ProfileId } from '../ids.ts';

/** In which attention counts half. */
export const HALF_LIFE_MS = 90 * 86_400_000;

/** How much one profile turned to another on their network: by answers, mentions, quotes and shares that are kept. */
export interface AttentionEdge {
  readonly network: NetworkId;
  readonly giver: ProfileId;
  readonly receiver: ProfileId;
  /** In posts, as of `lastAt`: one of 90 days before counts half (`volumeAt` for any other moment). */
  readonly volume: number;
  /** How many posts that were, each once. */
  readonly posts: number;
  readonly lastAt: Date;
}

/** How much of it is left at a moment, in posts. */
export function volumeAt({ volume, lastAt }: Pick<AttentionEdge, 'volume' | 'lastAt'>, now: Date): number {
  return volume * 0.5 ** (Math.max(0, now.getTime() - lastAt.getTime()) / HALF_LIFE_MS);
}
