import type { AddressGrammar } from '../src/core/identity/address.ts';
import { NetworkId } from '../src/core/ids.ts';

/** Networks that get no connector and are asked nothing, and why. */
export const NEVER_ASKED: ReadonlyMap<string, string> = new Map([
  [
    'linkedin',
    'LinkedIn forbids to use what its members show for sales or to add it to a CRM (Restricted Uses of LinkedIn ' +
      'Marketing APIs and Data): an address that the CRM states is kept and linked, and nothing is ever asked there.',
  ],
]);

/** Host, with all below it → why: also links that people shorten there, and what others redirect to. */
export const HOSTS_NEVER_ASKED: ReadonlyMap<string, string> = new Map(
  ['linkedin.com', 'linkedin.cn', 'lnkd.in', 'licdn.com'].map((host) => [
    host,
    NEVER_ASKED.get('linkedin') ?? '',
  ]),
);

/**
 * Networks that Kith recognises by their addresses and does not ask: those of later waves, and those that must not be
 * asked (LinkedIn is kept and linked, never fetched). When one gets its connector, its grammar moves there.
 * Paths are matched together with the query, since some networks keep the person in it.
 */
export const RECOGNISED: readonly AddressGrammar[] = [
  grammar('linkedin', 'LinkedIn', {
    hosts: ['linkedin.com', 'linkedin.cn'],
    // An old public name with numbers behind it is one of many people's, and none of its parts is a handle.
    paths: [/^\/(?:comm\/|mwlite\/)?in\/([^/?#]+)/, /^\/pub\/([^/?#]+)\/?(?:[?#]|$)/],
    // People write their names there in every script.
    handle: /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{1,99}$/u,
    // What stands there of people whom one is not connected with is an id.
    exact: /^ACoAA[A-Za-z0-9_-]{20,90}$/,
    url: 'https://www.linkedin.com/in/{handle}',
    aliases: ['li', 'in'],
    idTail: /-(?=[0-9a-z]*[0-9])[0-9a-z]{6,10}$/,
  }),
  grammar('tiktok', 'TikTok', {
    hosts: ['tiktok.com'],
    paths: [/^\/@([A-Za-z0-9_.]{2,24})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9_.]{1,23}[a-z0-9_]$/,
    url: 'https://www.tiktok.com/@{handle}',
    aliases: ['tt'],
  }),
  grammar('medium', 'Medium', {
    hosts: ['medium.com'],
    paths: [/^\/@([A-Za-z0-9_.-]{1,60})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9_.-]{1,60}$/,
    url: 'https://medium.com/@{handle}',
    aliases: [],
  }),
  grammar('substack', 'Substack', {
    hosts: ['substack.com'],
    paths: [/^\/@([A-Za-z0-9_-]{2,60})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9_-]{2,60}$/,
    url: 'https://substack.com/@{handle}',
    aliases: [],
  }),
  grammar('keybase', 'Keybase', {
    hosts: ['keybase.io'],
    paths: [/^\/([A-Za-z0-9_]{2,16})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9][a-z0-9_]{1,15}$/,
    reserved: words('account blog book docs download inv jobs kbfs login team'),
    url: 'https://keybase.io/{handle}',
    aliases: [],
  }),
  grammar('gitlab', 'GitLab', {
    hosts: ['gitlab.com'],
    paths: [/^\/([A-Za-z0-9_][A-Za-z0-9_.-]{1,254})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9_](?:[a-z0-9_.-]{0,253}[a-z0-9_])$/,
    reserved: words(
      'admin api dashboard explore groups help import jwt oauth profile projects public search snippets users',
    ),
    url: 'https://gitlab.com/{handle}',
    aliases: [],
  }),
  grammar('codeberg', 'Codeberg', {
    hosts: ['codeberg.org'],
    paths: [/^\/([A-Za-z0-9][A-Za-z0-9_.-]{0,39})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9](?:[a-z0-9_.-]{0,38}[a-z0-9_])?$/,
    reserved: words(
      'admin api assets attachments avatars explore issues login milestones notifications org pulls repo user',
    ),
    url: 'https://codeberg.org/{handle}',
    aliases: [],
  }),
];

type Particulars = Pick<AddressGrammar, 'hosts' | 'paths' | 'handle' | 'url' | 'aliases'> &
  Partial<Pick<AddressGrammar, 'exact' | 'fold' | 'reserved' | 'idTail'>>;

function grammar(network: string, title: string, particulars: Particulars): AddressGrammar {
  return { network: NetworkId.parse(network), title, fold: 'lower', reserved: [], ...particulars };
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
