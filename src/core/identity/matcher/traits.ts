import { parse } from 'tldts';
import { placeOf } from './place.ts';
import { companyWords, fold, letters, nameWords } from './folding.ts';

/** What a contact brings to a comparison, folded once. Empty strings are unknown. */
export interface ContactTraits {
  readonly given: string;
  readonly family: string;
  readonly words: readonly string[];
  /** The mail address before the @, without separators. */
  readonly mailbox: string;
  /** The mail domain, where it is not a freemail provider's. */
  readonly domain: string;
  /** The name in that domain, letters and digits alone: people work where their mail address is. */
  readonly domainName: string;
  readonly company: string;
  readonly companyWords: readonly string[];
  readonly title: string;
  readonly city: string;
  readonly country: string;
}

/** What a profile brings. */
export interface ProfileTraits {
  readonly network: string;
  /** The handle without separators, and its letters alone. */
  readonly handle: string;
  readonly handleLetters: string;
  readonly given: string;
  readonly family: string;
  /** Everything the person wrote about themselves, folded, words joined by one space; and without spaces. */
  readonly bio: string;
  readonly bioLetters: string;
  /** The employer the profile names (`at …`, `@…`, or a field of its own), joined. */
  readonly employer: string;
  readonly city: string;
  readonly country: string;
  /** Host of the website it shows, without `www.`. */
  readonly site: string;
}

interface ContactText {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
}

export interface ProfileText {
  readonly network: string;
  readonly handle: string;
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly employer?: string | undefined;
  readonly location?: string | undefined;
  readonly website?: string | undefined;
}

export function contactTraits(contact: ContactText, isFreemail: (domain: string) => boolean): ContactTraits {
  const words = nameWords(contact.name ?? '');
  const [mailbox = '', domain = ''] = fold(contact.email ?? '').split('@');
  const own = isFreemail(domain) ? '' : domain;
  const company = companyWords(contact.company ?? '');
  return {
    given: words[0] ?? '',
    family: words.length > 1 ? (words.at(-1) ?? '') : '',
    words,
    mailbox: mailbox.replace(/[^\p{L}\p{N}]/gu, ''),
    domain: own,
    domainName: nameInDomain(own),
    company: company.join(''),
    companyWords: company,
    title: fold(contact.title ?? '').trim(),
    ...placeOf(contact.location ?? ''),
  };
}

/** `acme` of `mail.acme.co.uk`. */
function nameInDomain(domain: string): string {
  return (parse(domain).domainWithoutSuffix ?? '').replace(/[^\p{L}\p{N}]/gu, '');
}

/** `at Acme`, `@acme`, up to the next comma or bar. */
const EMPLOYER = /(?:^|[\s,|·•(])(?:at |@)([^,|·•()@]{2,60})/;

/** A handle without case, accents and separators. */
export const handleAsCompared = (handle: string): string => fold(handle).replace(/[^\p{L}\p{N}]/gu, '');

export function profileTraits(profile: ProfileText): ProfileTraits {
  const words = nameWords(profile.name ?? '');
  const bio = fold(profile.bio ?? '');
  const stated = profile.employer ?? EMPLOYER.exec(bio)?.[1] ?? '';
  return {
    network: profile.network,
    handle: handleAsCompared(profile.handle),
    handleLetters: letters(profile.handle),
    given: words[0] ?? '',
    family: words.length > 1 ? (words.at(-1) ?? '') : '',
    bio: bio.replace(/[^\p{L}\p{N}]+/gu, ' ').trim(),
    bioLetters: letters(bio),
    employer: companyWords(stated).join(''),
    ...placeOf(profile.location ?? ''),
    site: host(profile.website ?? ''),
  };
}

function host(url: string): string {
  if (!URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/^www\./, '');
}
