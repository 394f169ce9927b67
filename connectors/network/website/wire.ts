import type { CheerioAPI } from 'cheerio';
import type { Profile, Statement } from '../../../src/core/profile.ts';
import { readMicroformats } from './h-card.ts';
import { readHtml } from './html.ts';
import { readPerson } from './json-ld.ts';
import { linksIn } from './link-header.ts';
import type { Said } from './said.ts';
import { isSamePlace, placeOf, readEmail, readUrl, WEBSITE } from './place.ts';

/** A page as it was answered. */
export interface Page {
  /** After redirects. */
  readonly url: URL;
  readonly html: string;
  /** The `Link` header. */
  readonly links: string | null;
  /** The `X-Robots-Tag` header. */
  readonly robots: string | null;
}

const FIELDS = ['name', 'bio', 'title', 'employer', 'location', 'avatar'] as const;

const LONGEST_TEXT = 2_000;
const MANY = 100;

/**
 * The person a page is about; undefined when it is about nobody in words that machines read (a company's page, a shop).
 * @throws Failure `malformed` for what no parser should be given.
 */
export function toProfile(page: Page, now: Date): Profile | undefined {
  const $ = readHtml(page.html);
  const graph = readPerson(scriptsIn($), page.url);
  const shared = sharedAs($, page.url);
  const noIndex = asksNotToBeIndexed($, page.robots);
  const { me, person } = readMicroformats(forMicroformats($), page.url);
  const relMe = [...me, ...relMeIn(page.links)];
  const sources = [person, graph].filter((source) => source !== undefined);
  const emails = [...relMe.map(mailOf), ...sources.flatMap((source) => source.emails)].filter(
    (e) => e !== undefined,
  );
  const states = statements(page.url, relMe, sources);
  const says = fieldsOf([...sources, shared]);
  if (!says.name && states.length === 0 && emails.length === 0) return undefined;
  const place = placeOf(page.url);
  return {
    network: WEBSITE,
    ...place,
    url: page.url.href,
    ...says,
    emails: [...new Set(emails)].slice(0, MANY),
    states,
    counts: {},
    standing: 'active',
    reserved: noIndex,
    provenance: { source: WEBSITE, url: page.url.href, fetchedAt: now, basis: 'published by the person' },
  };
}

/** The first source that says it counts: the h-card is what people see, JSON-LD what they were told to add. */
function fieldsOf(sources: readonly Partial<Said>[]): Partial<Pick<Profile, (typeof FIELDS)[number]>> {
  const known = FIELDS.map((field) => [field, sources.find((source) => source[field])?.[field]] as const);
  return Object.fromEntries(
    known.filter(([, text]) => text).map(([field, text]) => [field, text?.slice(0, LONGEST_TEXT)]),
  );
}

function statements(page: URL, relMe: readonly string[], sources: readonly Said[]): Statement[] {
  const found = new Map<string, Statement>();
  const written = [
    ...relMe.map((url) => ({ url, where: 'rel=me' as const })),
    ...sources.flatMap(({ urls, where }) => urls.map((url) => ({ url, where }))),
  ];
  for (const { url: text, where } of written) {
    const url = readUrl(text, page);
    if (!url || isSamePlace(url, page) || found.has(url.href) || found.size >= MANY) continue;
    found.set(url.href, { url: url.href, where, proven: false });
  }
  return [...found.values()];
}

function mailOf(url: string): string | undefined {
  return /^mailto:/i.test(url) ? readEmail(url) : undefined;
}

/** The targets of a `Link` header whose relations include `me`. */
function relMeIn(header: string | null): readonly string[] {
  return linksIn(header)
    .filter(({ rels }) => rels.includes('me'))
    .map(({ target }) => target);
}

function scriptsIn($: CheerioAPI): readonly string[] {
  return $('script[type="application/ld+json"]')
    .toArray()
    .slice(0, 50)
    .map((script) => $(script).text());
}

/** What a page that calls itself a profile shows where it is shared. */
function sharedAs($: CheerioAPI, page: URL): Partial<Said> {
  const meta = (property: string) =>
    $(`meta[property="${property}"],meta[name="${property}"]`).first().attr('content')?.trim() || undefined;
  if (meta('og:type') !== 'profile') return {};
  return {
    name: meta('og:title'),
    bio: meta('og:description'),
    avatar: readUrl(meta('og:image'), page)?.href,
  };
}

export function asksNotToBeIndexed($: CheerioAPI, header: string | null): boolean {
  const metas = $('meta[name]')
    .toArray()
    .filter((meta) => /^(robots|kith)$/i.test($(meta).attr('name') ?? ''))
    .map((meta) => $(meta).attr('content') ?? '');
  return [...metas, header ?? ''].some((text) => /(^|[\s,:])(noindex|none)($|[\s,])/i.test(text));
}

/** The page as text again, without what would lead the parser of microformats astray. */
export function forMicroformats($: CheerioAPI): string {
  $('script,template').remove();
  $('base')
    .filter((_, base) => !/^https?:\/\//i.test($(base).attr('href') ?? ''))
    .remove();
  return $.html();
}
