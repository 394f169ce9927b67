import type { DescribedField } from './described.ts';

/** Salesforce has no field of its own for a profile; these words in the name of a customer's tell what it holds. */
const NETWORKS: readonly (readonly [word: RegExp, network: string])[] = [
  [/twitter|^x_?(handle|name|profile)/i, 'x'],
  [/linkedin/i, 'linkedin'],
  [/github/i, 'github'],
  [/bluesky|bsky/i, 'bluesky'],
  [/mastodon|fediverse/i, 'mastodon'],
  [/facebook/i, 'facebook'],
  [/instagram/i, 'instagram'],
];
const KINDS: ReadonlySet<string> = new Set(['url', 'string', 'textarea']);
const NOTHING = /^(n\/?a|none|null|unknown|-+|\.+)$/i;
const ADDRESS = /^(https?:\/\/|www\.)\S+$|^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i;
const FEDIVERSE = /^@?[\w.-]+@[\w-]+(\.[\w-]+)+$/;
const NAME = /^@?[\w.-]{1,60}$/;

/** The customer's own fields that hold addresses of people: of type URL, or named after a network. */
export function handleFields(fields: readonly DescribedField[]): readonly string[] {
  return fields
    .filter(({ name, type }) => name.endsWith('__c') && !/(^|__)Kith_/.test(name) && KINDS.has(type))
    .filter(({ name, type }) => type === 'url' || networkOf(name) !== undefined)
    .map(({ name }) => name);
}

/** What stands in those fields, as URLs, `network:handle` or `@user@host`. */
export function handlesOf(fields: readonly string[], value: (field: string) => string | undefined): string[] {
  const found = fields.flatMap((field) =>
    (value(field) ?? '').split(/[\s;,]+/).flatMap((piece) => handleOf(piece.trim(), networkOf(field)) ?? []),
  );
  return [...new Set(found)];
}

function handleOf(text: string, network: string | undefined): string | undefined {
  if (text === '' || NOTHING.test(text)) return undefined;
  if (FEDIVERSE.test(text) && (network === 'mastodon' || text.startsWith('@'))) {
    return `@${text.replace(/^@/, '')}`;
  }
  // A handle of Bluesky is a host's name, and so looks like an address.
  if (network === 'bluesky' && NAME.test(text)) return `bluesky:${text.replace(/^@/, '')}`;
  if (ADDRESS.test(text)) return /^https?:/i.test(text) ? text : `https://${text}`;
  return network !== undefined && NAME.test(text) ? `${network}:${text.replace(/^@/, '')}` : undefined;
}

const networkOf = (field: string) => NETWORKS.find(([word]) => word.test(field))?.[1];
