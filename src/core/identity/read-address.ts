import type { NetworkId } from '../ids.ts';
import type { Address, AddressGrammar } from './address.ts';

/** Longer text is no address. */
const LONGEST = 2_000;

/**
 * The canonical address that a text names: a URL with or without scheme, `network:handle` (or an alias), `@user@host`,
 * or, with a hint, a bare handle of that network. A grammar with hosts of its own wins over one for any host; the one
 * whose handle is the host itself (websites) comes last.
 * @returns undefined for anything else; never throws.
 */
export function readAddress(
  text: string,
  grammars: readonly AddressGrammar[],
  hint?: NetworkId,
): Address | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST) return undefined;
  return (
    readPrefixed(trimmed, grammars) ??
    readUserAtHost(trimmed, grammars) ??
    readUrl(trimmed, grammars) ??
    readBare(
      trimmed,
      grammars.find((grammar) => grammar.network === hint),
    )
  );
}

/** `github:ada`, `twitter:@ada`; a scheme is no prefix. */
function readPrefixed(text: string, grammars: readonly AddressGrammar[]): Address | undefined {
  const [, prefix = '', rest = ''] = /^([a-z0-9.]{1,31}):(?!\/\/)\s*(.+)$/i.exec(text) ?? [];
  const name = prefix.toLowerCase();
  const grammar = grammars.find((g) => g.network === name || g.aliases.includes(name));
  if (!grammar) return undefined;
  return readBare(rest, grammar) ?? readUrl(rest, [grammar]);
}

function readBare(text: string, grammar: AddressGrammar | undefined): Address | undefined {
  if (!grammar) return undefined;
  const bare = text.trim().replace(/^@/, '');
  return namesUserAtHost(grammar) ? readUserAtHost(`@${bare}`, [grammar]) : addressOf(grammar, bare);
}

const USER_AT_HOST = /^@([^@\s/]+)@([\p{L}\p{M}\p{N}.-]+)$/u;

function readUserAtHost(text: string, grammars: readonly AddressGrammar[]): Address | undefined {
  const [, user, host] = USER_AT_HOST.exec(text) ?? [];
  const grammar = grammars.find(namesUserAtHost);
  const ascii = host && URL.parse(`https://${host}`)?.hostname;
  return user && ascii && grammar ? addressOf(grammar, `${user}@${ascii}`) : undefined;
}

const namesUserAtHost = (grammar: AddressGrammar) => grammar.url.includes('{user}');
const namesHostItself = (grammar: AddressGrammar) => grammar.hosts.length === 0 && !namesUserAtHost(grammar);

/** A bare domain needs a dot and a plausible top level, else any word with a dot in it would be a website. */
const LOOKS_LIKE_URL = /^(?:https?:\/\/\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+(?:[:/?#]\S*)?)$/iu;

function readUrl(text: string, grammars: readonly AddressGrammar[]): Address | undefined {
  if (!LOOKS_LIKE_URL.test(text)) return undefined;
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || url.username !== '' || url.password !== '') return undefined;
  const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
  const owners = grammars.filter((grammar) => ownsHost(grammar, host));
  // A host that belongs to a network is never a website or a server of another one.
  const candidates = owners.length > 0 ? owners : anyHost(grammars);
  for (const grammar of candidates) {
    const found = matchPath(grammar, url, host);
    if (found) return found;
  }
  return undefined;
}

function ownsHost(grammar: AddressGrammar, host: string): boolean {
  return grammar.hosts.some((own) => host === own || isSubdomain(host, own));
}

/** `uk.linkedin.com`, `m.facebook.com`, `fr-fr.facebook.com`: a language or a device before the network's own host. */
function isSubdomain(host: string, own: string): boolean {
  return (
    host.endsWith(`.${own}`) && /^(?:m|mobile|[a-z]{2}(?:-[a-z]{2})?)$/.test(host.slice(0, -own.length - 1))
  );
}

function anyHost(grammars: readonly AddressGrammar[]): readonly AddressGrammar[] {
  return [...grammars.filter(namesUserAtHost), ...grammars.filter(namesHostItself)];
}

function matchPath(grammar: AddressGrammar, url: URL, host: string): Address | undefined {
  const path = decoded(url.pathname) + url.search;
  for (const pattern of grammar.paths) {
    const match = pattern.exec(path);
    if (!match) continue;
    const part = match[1] ?? match[0];
    const found = addressOf(grammar, handleFrom(grammar, part, host, url.port));
    if (found) return found;
  }
  return undefined;
}

function handleFrom(grammar: AddressGrammar, part: string, host: string, port: string): string {
  if (namesUserAtHost(grammar)) return `${part}@${host}`;
  if (!namesHostItself(grammar)) return part;
  return `${host}${port === '' ? '' : `:${port}`}${part.replace(/\/+$/, '')}`;
}

function addressOf(grammar: AddressGrammar, written: string): Address | undefined {
  const folded = grammar.fold === 'lower' && !grammar.exact?.test(written);
  const handle = (folded ? written.toLowerCase() : written).normalize('NFC');
  if (!grammar.handle.test(handle) || isNobodys(grammar, handle)) return undefined;
  return { network: grammar.network, handle, url: urlOf(grammar, handle) };
}

/** A page of the network's own, or what a URL takes for “here” and “one up” (RFC 3986 §5.2.4): no account has it. */
export function isNobodys(grammar: Pick<AddressGrammar, 'reserved'>, handle: string): boolean {
  return handle === '.' || handle === '..' || grammar.reserved.includes(handle.toLowerCase());
}

/** The canonical URL of a handle that is known to be valid. */
export function urlOf(grammar: AddressGrammar, handle: string): string {
  const [user = '', host = ''] = handle.split('@');
  const written = namesHostItself(grammar)
    ? encodeURI(handle)
    : encodeURIComponent(handle).replaceAll('%40', '@').replaceAll('%3A', ':');
  return grammar.url
    .replace('{handle}', written)
    .replace('{user}', encodeURIComponent(user))
    .replace('{host}', host);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
