import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Profile, Statement } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import type { Told } from './told.ts';

export const FEDIVERSE = NetworkId.parse('fediverse');

/** The form of an account's address, folded. */
export const USER_AT_HOST =
  /^[a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** At most so many links of one profile. */
const MANY = 40;
const LONGEST_TEXT = 2_000;

/** RFC 7033, as servers of the Fediverse answer it. */
export const WireFinger = z.object({
  subject: z.string().optional(),
  links: z.array(z.object({ rel: z.string(), type: z.string().nullish(), href: z.string().nullish() })),
});

/** The actor that a WebFinger answer leads to, where it leads to one. */
export function actorIn({ links }: z.output<typeof WireFinger>): string | undefined {
  const self = links.find(
    ({ rel, type }) => rel === 'self' && /^application\/(activity|ld)\+json\b/.test(type ?? ''),
  );
  return absoluteLink(self?.href);
}

/** `ada@social.example` from `acct:Ada@social.example`; undefined for what is no account's address. */
export function readAcct(written: string | null | undefined): string | undefined {
  const acct = (written ?? '')
    .replace(/^acct:/i, '')
    .replace(/^@/, '')
    .toLowerCase();
  return USER_AT_HOST.test(acct) ? acct : undefined;
}

/** Whether a server's account is the one of this actor; servers before Mastodon 4.2 do not say. */
export function belongsTo(account: { readonly uri?: string | undefined }, actor: string): boolean {
  return account.uri === undefined || account.uri === actor;
}

/** The profile of an actor. */
export function toProfile(id: string, handle: string, told: Told, now: Date): Profile {
  const { text: bio, links } = readMarkup(told.note ?? '');
  const fields = told.fields.map(({ value, verified }) => ({ ...readMarkup(value), verified }));
  const emails = emailsIn([bio, ...fields.map(({ text }) => text)].join('\n'));
  const name = told.name && readMarkup(told.name).text.slice(0, LONGEST_TEXT);
  const avatar = absoluteLink(told.avatar);
  const page = absoluteLink(told.page);
  const url = page && new URL(page).host === new URL(id).host ? page : id;
  return {
    network: FEDIVERSE,
    id: ProfileId.parse(id),
    handle,
    url,
    ...(name && { name }),
    ...(bio && { bio: bio.slice(0, LONGEST_TEXT) }),
    ...(avatar && { avatar }),
    emails,
    states: statements(told, fields, links).filter((state) => state.url !== url && state.url !== id),
    counts: told.counts,
    ...(told.since && { since: told.since }),
    standing: told.standing === 'active' && told.movedTo !== undefined ? 'deactivated' : told.standing,
    reserved: told.reserved,
    ...(told.declines.length > 0 && { declines: [...told.declines] }),
    provenance: { source: FEDIVERSE, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** What is left to say of an account that is gone: whoever knows its id learns that it is. */
export function toDeleted(id: string, now: Date): Profile {
  const nothing = { page: undefined, name: undefined, note: undefined, avatar: undefined, since: undefined };
  const told: Told = {
    ...nothing,
    fields: [],
    aliases: [],
    movedTo: undefined,
    counts: {},
    standing: 'deleted',
    reserved: false,
    declines: [],
  };
  return toProfile(id, id, told, now);
}

interface Field {
  readonly text: string;
  readonly links: readonly string[];
  readonly verified: boolean;
}

/** A verified field is proven: its server found the link back with rel=me. Where the account moved to comes first. */
function statements(told: Told, fields: readonly Field[], inBio: readonly string[]): Statement[] {
  const written = [
    { url: told.movedTo, where: 'link' as const, proven: false },
    ...fields.flatMap(({ text, links, verified }) =>
      (links.length > 0 ? links : [text]).map((url) => ({
        url,
        where: verified ? ('rel=me' as const) : ('link' as const),
        proven: verified,
      })),
    ),
    ...told.aliases.map((url) => ({ url, where: 'link' as const, proven: false })),
    ...inBio.map((url) => ({ url, where: 'bio' as const, proven: false })),
  ];
  const found = new Map<string, Statement>();
  for (const { url: text, ...how } of written) {
    const url = absoluteLink(text);
    if (url && !found.has(url) && found.size < MANY) found.set(url, { url, ...how });
  }
  return [...found.values()];
}
