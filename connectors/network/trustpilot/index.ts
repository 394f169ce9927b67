import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getConsumer, getReferral, getReviewsBy, getReviewsFrom } from './api.ts';
import type { Tools } from './api.ts';
import { push } from './push.ts';
import { tokensFor } from './token.ts';
import { addressIn, ID, SITE, toPost, toProfile, TRUSTPILOT } from './wire.ts';

/** So many reviews Trustpilot answers at once. */
const PAGE = 100;
const PAGES = 3;

/** Reviews of the customer's own company on Trustpilot, with the customer's own key. Keyed on the reviewer's id. */
export const trustpilot = defineNetwork({
  id: TRUSTPILOT,
  title: 'Trustpilot',
  base: 'https://api.trustpilot.com',
  /** `apiSecret`: only with it Trustpilot tells whose invitation a review answers. */
  settings: z.strictObject({
    apiKey: z.string().min(1).optional(),
    apiSecret: z.string().min(1).optional(),
    businessUnit: z.string().regex(ID).optional(),
  }),
  needs: ['apiKey', 'businessUnit'],
  addresses: {
    network: TRUSTPILOT,
    title: 'Trustpilot',
    hosts: ['trustpilot.com'],
    paths: [/^\/users\/([0-9a-f]{24})(?:[/?#]|$)/],
    handle: ID,
    fold: 'lower',
    reserved: [],
    url: `${SITE}/users/{handle}`,
    aliases: [],
  },
  limits: { requests: 833, perSeconds: 300, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    onlyByEmail: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'Who wrote a review is known by a name of their choice only. They are recognised by nothing but the e-mail address ' +
      'to which the customer’s own invitation went, and of what they write only reviews of the customer’s company are read.',
    source: 'https://corporate.trustpilot.com/legal/for-businesses/terms-of-use-and-sale-for-businesses',
  },
  push,
  connect: (unsigned): Network => {
    const tools = { ...unsigned, token: tokensFor(unsigned) };
    return {
      profile: (at) => profile(tools, 'id' in at ? at.id : at.handle.toLowerCase()),
      posts: (of, range) => posts(tools, of, range),
      ...(tools.settings.apiSecret !== undefined && {
        profileByEmail: (email: string) => profileByEmail(tools, email),
      }),
    };
  },
});

async function profile(tools: Tools, id: string): Promise<Profile | undefined> {
  const consumer = ID.test(id) ? await getConsumer(tools, id) : undefined;
  if (!consumer) return undefined;
  const invited = tools.settings.apiSecret === undefined ? undefined : await invitedAs(tools, id);
  return toProfile(consumer, tools.now(), invited);
}

/** The address to which the invitation went that their newest review answers. */
async function invitedAs(tools: Tools, id: string): Promise<string | undefined> {
  const [review] = await getReviewsBy(tools, id, { page: 1, perPage: 1 });
  const referral = review && (await getReferral(tools, review.id));
  return referral?.consumer.id === id ? addressIn(referral) : undefined;
}

/** Undefined where several people answered invitations to one address: it is not clear who is asked about. */
async function profileByEmail(tools: Tools, email: string): Promise<Profile | undefined> {
  const address = email.trim().toLowerCase();
  const reviews = address.includes('@') ? await getReviewsFrom(tools, address) : [];
  const theirs = reviews.filter((review) => addressIn(review) === address);
  const [first] = theirs;
  const isClear = new Set(theirs.map(({ consumer }) => consumer.id)).size === 1;
  return first && isClear ? toProfile(first.consumer, tools.now(), address) : undefined;
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const { since, limit } = range;
  const found = new Map<string, Post>();
  for (let page = 1; page <= PAGES && found.size < limit; page++) {
    const reviews = await getReviewsBy(tools, of.id, { page, perPage: PAGE });
    for (const review of reviews) found.set(review.id, toPost(review, tools.now()));
    const past = since !== undefined && reviews.some(({ createdAt }) => createdAt < since);
    if (reviews.length < PAGE || past) break;
  }
  return newest([...found.values()], range);
}
