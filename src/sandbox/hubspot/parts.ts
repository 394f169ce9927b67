import { Associations } from './associations.ts';
import { Contacts } from './contacts.ts';
import { Deliveries } from './deliveries.ts';
import { Lists } from './lists.ts';
import { OAuth } from './oauth.ts';
import { TYPES, TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import { openProperties } from './properties.ts';
import { Records } from './records.ts';
import { SearchIndex } from './search.ts';
import type { PortalOptions } from './options.ts';
import { SUBSCRIBED } from './options.ts';
import { openTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';

/** What a portal consists of. */
export interface Parts {
  readonly records: Readonly<Record<TypeName, Records>> & { readonly contacts: Contacts };
  readonly indexes: Readonly<Record<TypeName, SearchIndex>>;
  readonly associations: Associations;
  readonly lists: Lists;
  readonly oauth: OAuth;
  readonly traffic: Traffic;
  readonly deliveries: Deliveries;
  readonly now: () => Date;
}

/** HubSpot's ten attempts end a day after the first: 84 s, and each wait twice the one before. */
const RETRY_MS = 86_400_000 / (2 ** 10 - 1);
const appIdOf = ({ appId = 1 }: PortalOptions): number => appId;
/** How far search lags behind. */
const SEARCH_LAG_MS = 5_000;

export function openParts(options: PortalOptions): Parts {
  const { now, limit = { requests: 110, perSeconds: 10 } } = options;
  const oauth = openOAuth(options);
  const deliveries = openDeliveries(options);
  const lag = options.searchLagMs ?? SEARCH_LAG_MS;
  const indexes = byType(() => new SearchIndex(now, lag));
  const deps = (name: TypeName) => ({
    type: TYPES[name],
    properties: openProperties(TYPES[name]),
    now,
    appId: appIdOf(options),
    changed: indexes[name].changed.bind(indexes[name]),
  });
  const contacts = new Contacts({
    ...deps('contacts'),
    seed: options.contacts ?? [],
    tell: (change, source) => {
      if (change.type === 'merge') associations.move([change.primary, change.merged], change.id);
      if (oauth.installed()) deliveries.tell(change, source);
    },
  });
  const records = {
    ...byType((name) => (name === 'contacts' ? contacts : new Records(deps(name)))),
    contacts,
  };
  const associations = new Associations(records);
  const traffic = openTraffic({ now, ...limit });
  return { records, indexes, associations, lists: new Lists(contacts), oauth, traffic, deliveries, now };
}

function openOAuth(options: PortalOptions): OAuth {
  const { portalId, clientId, clientSecret, now, redirectUrls } = options;
  return new OAuth({
    ...{ portalId, clientId, clientSecret, now, redirectUrls },
    tokenSeconds: options.tokenSeconds ?? 1_800,
    withholds: new Set(options.withholds),
    asks: options.asks ?? false,
  });
}

function openDeliveries(options: PortalOptions): Deliveries {
  const { portalId, clientSecret, now } = options;
  const deliveries = new Deliveries({
    ...{ portalId, clientSecret, now },
    appId: appIdOf(options),
    gatherMs: options.gatherMs ?? 50,
    retryMs: options.retryMs ?? RETRY_MS,
    timeoutMs: options.timeoutMs ?? 5_000,
    subscribed: new Set(options.subscribed ?? SUBSCRIBED),
  });
  deliveries.target = options.webhookUrl;
  return deliveries;
}

function byType<T>(make: (name: TypeName) => T): Readonly<Record<TypeName, T>> {
  return Object.fromEntries(TYPE_NAMES.map((name) => [name, make(name)])) as Record<TypeName, T>;
}
