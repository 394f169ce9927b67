import { ADDRESS_GRAMMARS, CRMS, NETWORKS } from '../../connectors/index.ts';
import { freshStore } from './database.ts';
import { openMemoryCrm } from './memory-crm.ts';
import { NO_HUBS } from './hub.ts';
import { openReceivers } from './receivers.ts';
import { someoneWaits, standsIn } from './scan.ts';
import { openCallBudget } from '../../src/outbound/call-budget.ts';
import type { FreshStore } from './database.ts';
import { Contact } from '../../src/core/contact.ts';
import type { Verdict } from '../../src/core/identity/link.ts';
import { ContactId, installationOf, NetworkId, ProfileId } from '../../src/core/ids.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import type { Post } from '../../src/core/post.ts';
import { keyOf, Profile } from '../../src/core/profile.ts';
import { viewOf } from '../../src/core/record/view.ts';
import type { Costs } from '../../src/core/governance/costs.ts';
import type { Terms } from '../../src/core/terms.ts';
import type { Crm, CrmConnector } from '../../src/ports/crm.ts';
import type { Network } from '../../src/ports/network.ts';
import type { Now } from '../../src/ports/runtime.ts';
import type { Hubs } from '../../src/ports/subscriptions.ts';
import type { JobName } from '../../src/ports/queue.ts';
import type { Workspace } from '../../src/ports/store.ts';
import { decide } from '../../src/flows/act.ts';
import { handlers } from '../../src/flows/handlers.ts';
import { teach } from '../../src/workers/teach.ts';
import { weighHere } from './weigh-here.ts';
import type { FlowDeps } from '../../src/flows/handlers.ts';
import { keepAndResolve } from '../../src/flows/take-in.ts';

const START = Date.UTC(2026, 4, 1);
let worlds = 0;

/** One database for the tests of a file; each test takes an installation of its own in it. */
export async function openWorlds() {
  const db = await freshStore();
  return {
    world: (crm?: Crm) => openWorld(db, crm, 'ada'),
    /** One whose CRM keeps profiles and posts as rows, and is listened to. */
    keepingRows: () => openWorld(db, undefined, 'ada', { keepsRows: true, listen: async () => 'ended' }),
    /** One in which the terms of a network say something else; its CRM keeps rows. */
    under: (network: string, terms: Partial<Terms>) =>
      openWorld(db, undefined, 'ada', { keepsRows: true }, new Map([[network, { terms }]])),
    /** One in which a network charges for its answers. */
    charged: (network: string, costs: Costs, terms: Partial<Terms> = {}) =>
      openWorld(db, undefined, 'ada', {}, new Map([[network, { terms, costs }]])),
    /** One that hubs tell of what websites say. */
    toldBy: (hubs: Hubs, also: (now: Now) => ReadonlyMap<NetworkId, Network>) =>
      openWorld(db, undefined, 'ada', {}, new Map(), { hubs, also }),
    /** One in which no admin has approved of writing yet. */
    unapproved: () => openWorld(db, undefined, undefined),
    /** The names of all tables that belong to installations. */
    tables: async () => {
      const all = `select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration'`;
      return (await db.pool.query<{ name: string }>(all)).rows.map(({ name }) => name);
    },
    close: () => db.close(),
  };
}

export type World = ReturnType<typeof openWorld>;

/** What a test puts onto the networks and sees in the CRM, and what time it is. */
function openOutside() {
  const accounts = new Map<string, Profile>();
  const posts = new Map<string, readonly Post[]>();
  const memory = openMemoryCrm();
  const receivers = openReceivers();
  const clock = { ms: START };
  const now = () => new Date(clock.ms);
  const network = (id: string) => [NetworkId.parse(id), networkOf(id, accounts, posts, now)] as const;
  return {
    accounts,
    posts,
    memory,
    receivers,
    clock,
    now,
    networks: new Map(['bluesky', 'github'].map(network)),
  };
}

/** What a network allows and charges in a test, instead of what it really does. */
interface Differing {
  readonly terms: Partial<Terms>;
  readonly costs?: Costs;
}

/** Who tells of what happens on which websites. */
interface Told {
  readonly hubs: Hubs;
  /** Networks besides those that hold what a test puts there. */
  readonly also?: (now: Now) => ReadonlyMap<NetworkId, Network>;
}

/**
 * An installation with a CRM and networks that hold what a test puts there. The store and the queue are real; time
 * passes when the test says so, and work is done when it says so.
 * @param crm instead of one that only remembers what is written to it.
 * @param approvedBy who lets Kith write into the CRM; `undefined`: nobody did yet.
 */
function openWorld(
  db: FreshStore,
  crm: Crm | undefined,
  approvedBy: string | undefined,
  differs: Partial<CrmConnector> = {},
  differing: ReadonlyMap<string, Differing> = new Map(),
  { hubs, also }: Told = { hubs: NO_HUBS },
) {
  const installation = installationOf('hubspot', `world-${worlds++}`);
  const { accounts, posts, memory, receivers, clock, now, networks } = openOutside();
  for (const [id, network] of also?.(now) ?? []) networks.set(id, network);
  const budget = openCallBudget({ store: db.store, now });
  const deps: FlowDeps = {
    ...{
      store: db.store,
      networks,
      grammars: ADDRESS_GRAMMARS,
      now,
      forget: () => undefined,
      titles: TITLES,
    },
    manners: new Map(
      NETWORKS.map((one) => {
        const { terms, ...charging } = differing.get(one.id) ?? {};
        return [one.id, { ...one, ...charging, terms: { ...one.terms, ...terms } }];
      }),
    ),
    crms: new Map(CRMS.map((one) => [one.id, { ...one, ...differs }])),
    crmOf: () => Promise.resolve(crm ?? memory.crm),
    budget,
    webhooks: receivers.webhooks,
    hubs,
    teach,
    weigh: weighHere,
    leaving: { revoke: async () => void memory.calls.push('revoke'), forget: () => undefined },
  };
  const inside = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(installation, work);
  // Unless a test speaks of approval itself, an admin has approved.
  const approved = () =>
    inside(async (w) => {
      const { approval } = await w.governance.read();
      if (approvedBy !== undefined && !approval) await w.governance.approve({ by: approvedBy, at: now() });
    });
  const happening = events(inside, deps, installation, clock);
  const shown = (id: string) => [...(memory.own.get(id) ?? [])].filter(([, value]) => value !== null);
  return {
    ...{ installation, deps, inside, now, memory, receivers },
    pass: (seconds: number) => (clock.ms += seconds * 1000),
    /** Another network is asked too. */
    joins: (id: string, as: Network = networkOf(id, accounts, posts, now)) =>
      networks.set(NetworkId.parse(id), as),
    /** Puts an account onto its network, or changes it. */
    has: (profile: Profile) => accounts.set(keyOf(profile), profile),
    gone: (profile: Profile) => accounts.delete(keyOf(profile)),
    says: (profile: Profile, said: readonly Post[]) => posts.set(keyOf(profile), said),
    /** What the CRM shows in Kith's own fields. */
    shown: (id: string) => Object.fromEntries(shown(id).toSorted()),
    /** Work that is put off for long, and for how many seconds. */
    later: async () =>
      (
        await db.pool.query<{ name: string; seconds: number }>(
          `select name, round(extract(epoch from start_after - created_on))::int as seconds from pgboss.job
           where state = 'created' and data ->> 'installation' = $1 and start_after > now() + interval '30 minutes'
           order by name`,
          [installation],
        )
      ).rows,
    /** Where in the whole database a text stands. */
    standsIn: (text: string) => standsIn(db.pool, text),
    someoneWaits: () => someoneWaits(db.pool),
    rows: async (table: string) =>
      (await db.pool.query(`select * from kith.${table} where installation_id = $1`, [installation])).rows,
    /** What the jobs of this name that wait are told, and after how many seconds they come due. */
    ...waitingWork(db, installation),
    /** As if so much time had passed since what waits in the outbox was wanted, of all contacts or of this one. */
    waitsSince: async (seconds: number, contact = '%') =>
      void (await db.pool.query(
        `update kith.outbox set wanted_at = wanted_at - make_interval(secs => $2)
         where installation_id = $1 and contact_id like $3`,
        [installation, seconds, contact],
      )),
    work: async () => {
      await approved();
      await workOff(db, installation, deps);
    },
    /** Without approving of anything. */
    workAsItStands: () => workOff(db, installation, deps),
    ...happening,
    save: async (told: Parameters<typeof happening.save>[0]) => {
      await approved();
      return happening.save(told);
    },
  };
}

function waitingWork(db: FreshStore, installation: InstallationId) {
  const waits = (name: JobName) =>
    db.pool.query<{ data: unknown; seconds: number }>(
      `select data, extract(epoch from start_after - created_on)::int as seconds
       from pgboss.job where state = 'created' and name = $1 and data ->> 'installation' = $2`,
      [name, installation],
    );
  return {
    waiting: async (name: JobName) => (await waits(name)).rows.map(({ data }) => data),
    dueIn: async (name: JobName) => (await waits(name)).rows.map(({ seconds }) => seconds),
  };
}

const TITLES = new Map([
  ['website', 'Website'],
  ['bluesky', 'Bluesky'],
  ['github', 'GitHub'],
]);

type Inside = <T>(work: (w: Workspace) => Promise<T>) => Promise<T>;

/** What happens in the CRM and in the panel, and what the panel shows. */
function events(inside: Inside, deps: FlowDeps, installation: InstallationId, clock: { ms: number }) {
  const jobs = (ids: readonly string[]) => ids.map((id) => ({ installation, contact: ContactId.parse(id) }));
  return {
    /** The CRM saves a contact. */
    save: (told: Omit<Partial<Contact>, 'id' | 'changedAt'> & { readonly id: string }) =>
      inside((w) => {
        const known = { emails: [], phones: [], handles: [], changedAt: deps.now() };
        return keepAndResolve(w, [Contact.parse({ ...known, ...told })]);
      }),
    resolve: (...ids: readonly string[]) => inside((w) => w.enqueue('resolve', jobs(ids))),
    /** Derives contacts again, as things stand now. */
    derive: (...ids: readonly string[]) => inside((w) => w.enqueue('derive', jobs(ids))),
    say: (contact: string, profile: Profile, says: Verdict['says']) => {
      clock.ms += 1000;
      const about = { contact: ContactId.parse(contact), network: profile.network, profile: profile.id };
      return decide(installation, { ...about, says, by: 'rep 7' }, deps);
    },
    links: (id: string) => inside((w) => w.links.of(ContactId.parse(id))),
    record: async (id: string) => {
      const facts = await deps.store.recordRows(installation, ContactId.parse(id));
      return facts && viewOf(facts, { titles: deps.titles, now: new Date(START + 9e9) });
    },
  };
}

/** Does the work that waits, in the order it was asked for; what is put off for long waits on. */
async function workOff(db: FreshStore, installation: string, deps: FlowDeps): Promise<void> {
  const all: Readonly<Record<JobName, (job: never) => Promise<void>>> = handlers(deps);
  for (;;) {
    const { rows } = await db.pool.query<{ name: JobName; data: never }>(
      `delete from pgboss.job where state = 'created' and data ->> 'installation' = $1
         and start_after < now() + interval '30 minutes' returning name, data`,
      [installation],
    );
    if (rows.length === 0) return;
    for (const { name, data } of rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))) {
      await all[name](data);
    }
  }
}

function networkOf(
  id: string,
  accounts: ReadonlyMap<string, Profile>,
  posts: ReadonlyMap<string, readonly Post[]>,
  now: () => Date,
): Network {
  const fetched = (profile: Profile): Profile => ({
    ...profile,
    provenance: { ...profile.provenance, fetchedAt: now() },
  });
  const own = () => [...accounts.values()].filter(({ network }) => network === id);
  return {
    profile: async (at) => {
      const found = own().find((one) => ('id' in at ? one.id === at.id : one.handle === at.handle));
      return found && fetched(found);
    },
    search: async (name) =>
      own()
        .filter((one) => one.name === name)
        .map(fetched),
    posts: async (profile) => posts.get(keyOf(profile)) ?? [],
  };
}

export function account(
  network: string,
  id: string,
  told: Omit<Partial<Profile>, 'id' | 'network'> = {},
): Profile {
  const handle = told.handle ?? id;
  const url = network === 'github' ? `https://github.com/${handle}` : `https://bsky.app/profile/${handle}`;
  return Profile.parse({
    ...{ network, id: ProfileId.parse(id), handle, url, emails: [], states: [], counts: {} },
    ...{ standing: 'active', reserved: false },
    provenance: { source: network, url, fetchedAt: new Date(START), basis: 'published by the person' },
    ...told,
  });
}
