// Written by `node connectors/generate.ts` from the folders beside it. Do not edit.
import type { AddressGrammar } from '../src/core/identity/address.ts';
import type { CrmConnector } from '../src/ports/crm.ts';
import type { NetworkConnector } from '../src/ports/network.ts';
import { RECOGNISED } from './addresses.ts';
import { hubspot } from './crm/hubspot/index.ts';
import { salesforce } from './crm/salesforce/index.ts';
import { bluesky } from './network/bluesky/index.ts';
import { dev } from './network/dev/index.ts';
import { discord } from './network/discord/index.ts';
import { discourse } from './network/discourse/index.ts';
import { facebook } from './network/facebook/index.ts';
import { fediverse } from './network/fediverse/index.ts';
import { github } from './network/github/index.ts';
import { gravatar } from './network/gravatar/index.ts';
import { hackernews } from './network/hackernews/index.ts';
import { instagram } from './network/instagram/index.ts';
import { peopledatalabs } from './network/peopledatalabs/index.ts';
import { producthunt } from './network/producthunt/index.ts';
import { reddit } from './network/reddit/index.ts';
import { slack } from './network/slack/index.ts';
import { stackexchange } from './network/stackexchange/index.ts';
import { telegram } from './network/telegram/index.ts';
import { threads } from './network/threads/index.ts';
import { trustpilot } from './network/trustpilot/index.ts';
import { website } from './network/website/index.ts';
import { whatsapp } from './network/whatsapp/index.ts';
import { wikidata } from './network/wikidata/index.ts';
import { x } from './network/x/index.ts';
import { youtube } from './network/youtube/index.ts';

/** Every CRM that Kith can be installed into. */
export const CRMS = [hubspot, salesforce] as const satisfies readonly CrmConnector[];

/** Every network that Kith asks. */
export const NETWORKS: readonly NetworkConnector[] = [
  bluesky,
  dev,
  discord,
  discourse,
  facebook,
  fediverse,
  github,
  gravatar,
  hackernews,
  instagram,
  peopledatalabs,
  producthunt,
  reddit,
  slack,
  stackexchange,
  telegram,
  threads,
  trustpilot,
  website,
  whatsapp,
  wikidata,
  x,
  youtube,
];

const grammars = [...NETWORKS.map((network) => network.addresses), ...RECOGNISED];

/** Every address Kith recognises. Those of any host stand last, and the one that takes every page after all others. */
export const ADDRESS_GRAMMARS: readonly AddressGrammar[] = [
  ...grammars.filter((grammar) => grammar.hosts.length > 0),
  ...grammars.filter((grammar) => grammar.hosts.length === 0 && grammar.url.includes('{user}')),
  ...grammars.filter((grammar) => grammar.hosts.length === 0 && !grammar.url.includes('{user}')),
];
