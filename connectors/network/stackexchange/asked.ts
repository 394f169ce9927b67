import { z } from 'zod';
import { ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { Escaped, STACKEXCHANGE, WireQuestion, wrapped } from './wire.ts';

/** `shallow_user`: who says something. Of who is there no more only a name is left. */
export const WireOwner = z.object({
  user_id: z.number().int().positive().optional(),
  account_id: z.number().int().positive().optional(),
  display_name: Escaped.optional(),
  link: z.url({ protocol: /^https?$/ }).optional(),
  profile_image: z.string().optional(),
});

/** `GET /search/advanced` and `/questions/{ids}` with the filter `withbody`: questions, with who asked. */
const WireAsked = WireQuestion.extend({ tags: z.array(z.string()).default([]), owner: WireOwner });
export type WireAsked = z.output<typeof WireAsked>;
export const WireAskedQuestions = wrapped(WireAsked);

/** Undefined for who is there no more. */
export function toAuthor({ owner }: Pick<WireAsked, 'owner'>, now: Date): Profile | undefined {
  const { account_id: account, user_id: user, display_name: name, link: url, profile_image } = owner;
  if (account === undefined || user === undefined || url === undefined) return undefined;
  return {
    ...{ network: STACKEXCHANGE, id: ProfileId.parse(String(account)), handle: String(user), url },
    ...present({ name: name || undefined, avatar: profile_image || undefined }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: STACKEXCHANGE, url, fetchedAt: now, basis: 'published by the person' },
  };
}
