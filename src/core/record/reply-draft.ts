import { z } from 'zod';
import type { CustomerRecord, RecordPost } from './record.ts';
import { PHRASES } from './reply-phrases.ts';
import { isGrave, purposeOf } from './reply-purpose.ts';

/** A draft to be edited by a person and sent by a person. Where the text is empty, `because` says why none was made. */
export const ReplyDraft = z
  .object({
    text: z.string().meta({ description: 'Empty where a person should find the words' }),
    because: z.string(),
  })
  .meta({ id: 'ReplyDraft' });
export type ReplyDraft = z.output<typeof ReplyDraft>;

interface About {
  readonly network: string;
  readonly post: string;
}

/**
 * A short draft of a reply to a post in a contact's record, in the post's own language, by its tone and what it asks.
 * It is addressed by first name, says nothing else that is known of the person, quotes nothing and promises nothing.
 */
export function replyDraft(
  record: Pick<CustomerRecord, 'contact' | 'conversations'>,
  { network, post: id }: About,
): ReplyDraft {
  const post = record.conversations.find((one) => one.network === network && one.id === id);
  if (!post) return { text: '', because: NOT_THEIRS };
  const tag = post.reading?.language?.tag;
  const refusal = whyNot(post, tag);
  const phrases = tag === undefined ? undefined : PHRASES[tag];
  if (refusal !== undefined || tag === undefined || !phrases)
    return { text: '', because: refusal ?? NO_LANGUAGE };
  const { purpose, because } = purposeOf(post, tag);
  const name = firstName(record.contact.name);
  const { says } = phrases;
  return {
    text: `${phrases.greeting(name)} ${says[purpose]}`,
    because: `Written as to ${AS[purpose]}: ${because}. In ${languageName(tag)}, like the post. Read the post before you send it: whether it is about you, Kith does not know.`,
  };
}

const AS = {
  question: 'a question',
  complaint: 'a complaint',
  praise: 'praise',
  other: 'a remark',
} as const;

const NOT_THEIRS = 'This post is not among what they said. It was deleted, or the profile is not theirs.';
const NO_LANGUAGE = 'Too little is said to tell its language.';

function whyNot(post: RecordPost, tag: string | undefined): string | undefined {
  if (post.kind === 'share') return 'They shared this: the words are somebody else’s.';
  if (post.text.trim() === '') return 'The post has no words.';
  if (isGrave(post.text)) return 'This may be about a death or an illness. Find your own words.';
  if (tag === undefined) return NO_LANGUAGE;
  if (!Object.hasOwn(PHRASES, tag)) return `Kith writes no drafts in ${languageName(tag)}.`;
  return undefined;
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return `the language ${tag}`;
  }
}

const TITLES =
  /^(?:dr|prof|mr|mrs|ms|mx|miss|sir|herr|frau|hr|fr|mme|mlle|sr|sra|dhr|mevr|ing|dott|dipl-ing)\.?$/i;

/** The given name, where one can be told: from `Ada Lovelace`, `Dr. Ada Lovelace` and `Lovelace, Ada`. */
function firstName(name: string | undefined): string | undefined {
  const [last = '', given] = (name ?? '').split(',');
  const written = (given ?? last).trim().split(/\s+/);
  const words = written.filter((word) => !TITLES.test(word));
  // Behind a title alone stands the family's name.
  if (given === undefined && words.length === 1 && written.length > 1) return undefined;
  // An initial, a number or an address is no name to greet by.
  return /^\p{L}[\p{L}\p{M}'’.-]*\p{L}$/u.test(words[0] ?? '') ? words[0] : undefined;
}
