import { EventEmitter } from 'node:events';
import type { ApexTest } from './apex-tests.ts';
import { openCallouts } from './callouts.ts';
import type { Callouts } from './callouts.ts';
import type { Actor, Change, PublishedEvent } from './changes.ts';
import { collectionResources } from './collections.ts';
import { compositeResource } from './composite.ts';
import { openConsents } from './consents.ts';
import type { Consents } from './consents.ts';
import { describeResources } from './describe.ts';
import { seenBy, without } from './field-security.ts';
import { idOf } from './ids.ts';
import { openInstallation } from './installation.ts';
import type { Installation } from './installation.ts';
import { limitResources } from './limits.ts';
import { openLocks } from './locks.ts';
import type { Locks } from './locks.ts';
import { namedCredentialResources } from './named-credentials.ts';
import type { OrgOptions } from './options.ts';
import { KITH_PACKAGE } from './package-metadata.ts';
import { queryResources } from './query-resources.ts';
import { openResources } from './resources.ts';
import type { Perform } from './resources.ts';
import { Sessions } from './sessions.ts';
import { sobjectResources } from './sobject-resources.ts';
import type { OrgState } from './state.ts';
import { openTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';
import { Transaction } from './transaction.ts';

/** What may be turned while the org runs. */
export interface Settings {
  pageSize: number;
  bulkPolls: number;
  /** What Apex tests say when a deployment runs them. */
  apexTests: readonly ApexTest[];
  /** Objects that nobody who asks by the API may read. */
  hidden: ReadonlySet<string>;
  /** Where the org is, once it listens. */
  url: string;
}

/** What an org consists of. */
export interface Parts {
  readonly orgId: string;
  readonly installation: Installation;
  readonly sessions: Sessions;
  readonly consents: Consents;
  readonly traffic: Traffic;
  readonly locks: Locks;
  readonly settings: Settings;
  readonly news: EventEmitter<News>;
  readonly callouts: Callouts;
  readonly perform: Perform;
  readonly now: () => Date;
  /** Commits what the work does, or takes it back when it throws. */
  transact<T>(actor: Actor, work: (tx: Transaction) => T): T;
}

interface News {
  change: [Change];
  event: [PublishedEvent];
}

export function openParts(options: OrgOptions): Parts {
  const {
    now,
    orgNumber = 1,
    namespace = '',
    personAccounts = false,
    packageFolder = KITH_PACKAGE,
  } = options;
  const orgId = idOf('00D', orgNumber);
  const settings: Settings = {
    pageSize: options.pageSize ?? 2_000,
    bulkPolls: options.bulkPolls ?? 0,
    apexTests: [],
    hidden: new Set(),
    url: '',
  };
  const traffic = openTraffic(options.dailyLimit ?? 15_000);
  const { customFields = {} } = options;
  const defined = { namespace, personAccounts, customFields };
  const installation = openInstallation({ folder: packageFolder, ...defined, now });
  const { sessionSeconds: seconds = 7_200, rotation = true } = options;
  const sessions = new Sessions({ orgId, now, seconds, rotation });
  const locks = openLocks();
  const news = new EventEmitter<News>();
  news.setMaxListeners(0);
  const callouts = openCallouts(installation);
  const perform = openPerform({ orgId, settings, traffic, locks, callouts });
  const enforced = options.fieldSecurity === 'enforced';
  const seenAs = (userId: string) => {
    const seen = enforced ? seenBy(installation, userId) : installation.state;
    if (settings.hidden.size === 0) return seen;
    return { ...seen, schema: () => without(seen.schema(), settings.hidden) };
  };
  const transact = openTransact(seenAs, news);
  return {
    ...{ callouts, orgId, installation, sessions, traffic, locks, settings, news, perform, now, transact },
    consents: openConsents(now),
  };
}

type Performers = Pick<Parts, 'orgId' | 'settings' | 'traffic' | 'locks' | 'callouts'>;

function openPerform({ orgId, settings, traffic, locks, callouts }: Performers): Perform {
  const identityUrl = (userId: string) => `${settings.url}/id/${orgId}/${userId}`;
  const simple = [
    ...limitResources({ traffic, identityUrl }),
    ...queryResources(() => settings.pageSize),
    ...describeResources,
    ...collectionResources(locks),
    ...sobjectResources(locks),
    ...namedCredentialResources(callouts),
  ];
  const inner = openResources(simple);
  return openResources([compositeResource(() => inner), ...simple]);
}

function openTransact(seenAs: (userId: string) => OrgState, news: EventEmitter<News>): Parts['transact'] {
  let commits = 10_000;
  const audience = {
    nextCommit: () => (commits += 1),
    changed: (change: Change) => void news.emit('change', change),
    published: (event: PublishedEvent) => void news.emit('event', event),
  };
  return (actor, work) => {
    const tx = new Transaction(seenAs(actor.userId), actor, audience);
    try {
      const done = work(tx);
      tx.commit();
      return done;
    } catch (error) {
      tx.rollBack();
      throw error;
    }
  };
}
