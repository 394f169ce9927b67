import { z } from 'zod';
import { NetworkId } from '../ids.ts';
import { Adds } from './adds.ts';
import { fold } from './fold.ts';
import { readLink } from './links.ts';
import { Target } from './target.ts';

const Word = z
  .string()
  .trim()
  .max(100)
  .refine((word) => fold(word).trim() !== '', 'a word or a phrase of at least one visible character');
const Words = z.array(Word).max(30);

const Handle = z
  .string()
  .trim()
  .regex(
    /^@?[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.@-]{0,199}$/u,
    'a handle as it is written in posts: name or name@server',
  )
  .overwrite((handle) => fold(handle.replace(/^@/, '')));

const Hashtag = z
  .string()
  .trim()
  .regex(/^[#＃]?[\p{L}\p{M}\p{N}_]{1,100}$/u, 'a hashtag: letters, digits and _')
  .overwrite((tag) => fold(tag).replace(/^#/, ''));

const Link = z
  .string()
  .trim()
  .max(500)
  .refine(
    (link) => readLink(link) !== undefined,
    'a domain or an address: example.com or example.com/product',
  );

/**
 * What an admin wants to hear. A post is heard when it holds every word of `all`, one at least of what `any`, `handles`,
 * `hashtags` and `links` name, none of `none`, and is not surely in another language.
 */
const Listening = z.object({
  name: z.string().trim().min(1).max(100),
  /** Words and phrases; whole words, in any script, whatever their case. */
  all: Words.default([]),
  any: Words.default([]),
  none: Words.default([]),
  /** Accounts that are spoken to. */
  handles: z.array(Handle).max(30).default([]),
  hashtags: z.array(Hashtag).max(30).default([]),
  /** Domains, with a path where only what is below it is meant; subdomains count. */
  links: z.array(Link).max(30).default([]),
  /** Two or three letters of BCP 47; none: any language. A post whose language is not sure is heard. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'a language code such as en'))
    .max(30)
    .default([]),
  /** None: all that let themselves be listened to. */
  networks: z.array(NetworkId).max(100).default([]),
  /** Whom or what it names; absent: a matter. */
  target: Target.optional(),
  /** Whom of those it hears it adds to the CRM; absent: nobody. */
  adds: Adds.optional(),
});

/** Whether there is something to listen for. */
const saysSomething = (rule: z.output<typeof Listening>) =>
  [rule.all, rule.any, rule.handles, rule.hashtags, rule.links].some((list) => list.length > 0);

export const WantedListening = Listening.refine(
  saysSomething,
  'Say what to listen for: a word, a handle, a hashtag or a domain.',
);
export type WantedListening = z.output<typeof WantedListening>;

/** A listening rule as it is kept. */
export interface ListeningRule {
  readonly id: string;
  readonly wanted: WantedListening;
  readonly on: boolean;
  readonly changedBy: string;
}
