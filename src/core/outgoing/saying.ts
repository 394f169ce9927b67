import type { ContactId, InstallationId } from '../ids.ts';
import type { ContactFact } from '../rules/fact.ts';
import { LEVEL_WORDS, observedSays } from '../warning/words.ts';
import type { AlertFigures } from '../warning/raised.ts';

/** A message to people in a chat: one line, and where it leads. */
export interface Saying {
  readonly says: string;
  readonly link: string;
}

interface Place {
  readonly installation: InstallationId;
  /** Where people reach this Kith, without a trailing slash. */
  readonly publicUrl: string;
}

interface Told extends Place {
  readonly what: string;
  /** As the CRM says it. */
  readonly name: string | undefined;
  /** The title of the network. */
  readonly network: string;
  readonly contact: ContactId;
}

interface ToldOfAlert
  extends Place, Pick<AlertFigures, 'level' | 'observed' | 'measure' | 'hours' | 'expected'> {
  /** What the admin called what is listened for. */
  readonly name: string | undefined;
}

/** What a fact is, in a word or two. */
export function whatIs({ signal, tone }: Pick<ContactFact, 'signal' | 'tone'>): string {
  return signal ?? (tone === undefined ? 'post' : `${tone} post`);
}

/** What happened to whom and where, with a link to the record in Kith. Nothing that anybody wrote is in it. */
export function sayingOf({ what, name, network, contact, installation, publicUrl }: Told): Saying {
  const who = plainWords(name ?? '') || 'somebody without a name';
  const first = what.slice(0, 1).toUpperCase() + what.slice(1);
  return {
    says: `${first}: ${who} on ${network}`,
    link: pageOf(`contacts/${encodeURIComponent(contact)}`, { installation, publicUrl }),
  };
}

/** How urgent an alert is, what it is about in the admin's own word for it, and how much; with a link to all alerts. */
export function sayingOfAlert({ name, level, installation, publicUrl, ...figures }: ToldOfAlert): Saying {
  const what = plainWords(name ?? '') || 'what is listened for';
  return {
    says: `${LEVEL_WORDS[level]} about “${what}”: ${observedSays(figures)}`,
    link: pageOf('heard', { installation, publicUrl }),
  };
}

const pageOf = (page: string, { installation, publicUrl }: Place) =>
  `${publicUrl}/${page}?installation=${encodeURIComponent(installation)}`;

/** What is said when an admin tries a chat. */
export const trying = (publicUrl: string): Saying => ({
  says: 'Kith can write here.',
  link: `${publicUrl}/settings`,
});

/** A name beyond this is none. */
const LONGEST = 80;
/** Not seen; what stands before it and behind it is not read as one address or one mention. */
const APART = '\u200B';

/** Somebody's words on one line, in which no chat finds a mention or an address. */
function plainWords(text: string): string {
  const flat = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  const short = [...flat].length > LONGEST ? `${[...flat].slice(0, LONGEST).join('')}…` : flat;
  return short.replace(/[@.:](?=\S)/gu, (sign) => sign + APART);
}
