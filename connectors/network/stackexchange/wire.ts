import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const STACKEXCHANGE = NetworkId.parse('stackexchange');

export const Seconds = z
  .number()
  .int()
  .nonnegative()
  .transform((seconds) => new Date(seconds * 1000));
export const Id = z.number().int().positive();
/** The API escapes every string for HTML, names and titles too. */
export const Escaped = z.string().transform((text) => readMarkup(text).text);

/** What every answer is wrapped in. `backoff`: so many seconds nothing of this kind may be asked. */
export const WireBackoff = z.object({ backoff: z.number().nonnegative().optional() });

export function wrapped<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), has_more: z.boolean().default(false) });
}

/** A refusal, with HTTP status 400 whatever the kind: `error_id` is what other APIs answer as status. */
export const WireError = z.object({ error_id: z.number().int(), error_message: z.string().default('') });

/** `GET /users`, `/users/{ids}`. Whoever is suspended has a `timed_penalty_date`. */
const WireUser = z.object({
  user_id: Id,
  account_id: Id.optional(),
  user_type: z.string(),
  display_name: Escaped,
  link: z.url({ protocol: /^https?$/ }),
  profile_image: z.string().optional(),
  website_url: z.string().optional(),
  location: Escaped.optional(),
  creation_date: Seconds,
  timed_penalty_date: Seconds.optional(),
});
export type WireUser = z.output<typeof WireUser>;
export const WireUsers = wrapped(WireUser);

/** `GET /users/{account ids}/associated`: who an account is on each site. */
export const WireAssociated = wrapped(
  z.object({ account_id: Id, user_id: Id.optional(), site_url: z.string().optional() }),
);

const Said = z.object({
  owner: z.object({ user_id: Id.optional() }),
  body: z.string(),
  creation_date: Seconds,
  score: z.number().int(),
});
/** `GET /users/{ids}/questions` and `/users/{ids}/answers`, with the filter `withbody`. */
export const WireQuestion = Said.extend({
  question_id: Id,
  title: Escaped,
  answer_count: z.number().int().nonnegative(),
});
export const WireAnswer = Said.extend({ answer_id: Id, question_id: Id });
export const WireQuestions = wrapped(WireQuestion);
export const WireAnswers = wrapped(WireAnswer);
export type WireSaid = z.output<typeof WireQuestion> | z.output<typeof WireAnswer>;

/** Undefined for who is there no more. The key is the account, which is one person on all sites; the handle is the site's. */
export function toProfile(user: WireUser, now: Date): Profile | undefined {
  if (user.account_id === undefined || user.user_type === 'does_not_exist') return undefined;
  const website = writtenLink(user.website_url);
  const suspended = user.timed_penalty_date !== undefined && user.timed_penalty_date > now;
  return {
    network: STACKEXCHANGE,
    id: ProfileId.parse(String(user.account_id)),
    handle: String(user.user_id),
    url: user.link,
    ...present({
      name: user.display_name || undefined,
      location: user.location || undefined,
      avatar: user.profile_image || undefined,
    }),
    emails: [],
    states: website === undefined ? [] : [{ url: website, where: 'link', proven: false }],
    counts: {},
    since: user.creation_date,
    standing: suspended ? 'suspended' : 'active',
    reserved: false,
    provenance: { source: STACKEXCHANGE, url: user.link, fetchedAt: now, basis: 'published by the person' },
  };
}

/** Questions and answers of a site share one numbering. */
export const idOf = (site: URL, number: number): PostId => PostId.parse(`${site.host}/${number}`);

/** Undefined for what is somebody else's. */
export function toPost(said: WireSaid, of: Profile, site: URL, now: Date): Post | undefined {
  if (String(said.owner.user_id) !== of.handle) return undefined;
  const isAnswer = 'answer_id' in said;
  const url = `${site.origin}/${isAnswer ? `a/${said.answer_id}` : `q/${said.question_id}`}`;
  const question = idOf(site, said.question_id);
  const { text } = readMarkup(said.body);
  return {
    network: STACKEXCHANGE,
    id: isAnswer ? idOf(site, said.answer_id) : question,
    profile: of.id,
    url,
    kind: isAnswer ? 'answer' : 'question',
    text: isAnswer ? text : `${said.title}\n\n${text}`,
    publishedAt: said.creation_date,
    conversation: question,
    ...(isAnswer && { inReplyTo: question }),
    // A score is votes for less votes against: below nothing there is nobody's liking to count.
    counts: { likes: Math.max(0, said.score), ...(!isAnswer && { replies: said.answer_count }) },
    provenance: { source: STACKEXCHANGE, url, fetchedAt: now, basis: 'published by the person' },
  };
}
