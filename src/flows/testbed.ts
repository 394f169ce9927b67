import { ADDRESS_GRAMMARS, CRMS } from '../../connectors/index.ts';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { Contact } from '../core/contact.ts';
import type { Verdict } from '../core/identity/link.ts';
import { ContactId, installationOf, NetworkId, ProfileId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { keyOf, Profile } from '../core/profile.ts';
import type { Patch } from '../core/record/patch.ts';
import { viewOf } from '../core/record/view.ts';
import type { Crm } from '../ports/crm.ts';
import type { Network } from '../ports/network.ts';
import type { JobName } from '../ports/queue.ts';
import type { Workspace } from '../ports/store.ts';
import { decide } from './act.ts';
import { handlers } from './handlers.ts';
import type { FlowDeps } from './handlers.ts';
import { keepAndResolve } from './take-in.ts';

const START = Date.UTC(2026, 4, 1);
let worlds = 0;

/** One database for the tests of a file; each test takes an installation of its own in it. */
export async function openWorlds() {
  const db = await freshStore();
  return { world: () => openWorld(db), close: () => db.close() };
}

export type World = ReturnType<typeof openWorld>;

/**
 * An installation with a CRM and networks that hold what a test puts there. The store and the queue are real; time
 * passes when the test says so, and work is done when it says so.
 */
function openWorld(db: FreshStore) {
  const installation = installationOf('hubspot', `world-${worlds++}`);
  const accounts = new Map<string, Profile>();
  const posts = new Map<string, readonly Post[]>();
  const fields = new Map<string, Map<string, string | number | null>>();
  let clock = START;
  const now = () => new Date(clock);
  const networks = new Map(
    ['bluesky', 'github'].map((id) => [NetworkId.parse(id), networkOf(id, accounts, posts, now)]),
  );
  const deps: FlowDeps = {
    ...{ store: db.store, networks, grammars: ADDRESS_GRAMMARS, now, forget: () => undefined },
    titles: new Map([
      ['bluesky', 'Bluesky'],
      ['github', 'GitHub'],
    ]),
    crms: new Map(CRMS.map((crm) => [crm.id, crm])),
    crmOf: () => Promise.resolve(crmOf(fields)),
  };
  const inWorld = <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(installation, work);
  return {
    installation,
    deps,
    inside: inWorld,
    pass: (seconds: number) => (clock += seconds * 1000),
    /** Puts an account onto its network, or changes it. */
    has: (profile: Profile) => accounts.set(keyOf(profile), profile),
    gone: (profile: Profile) => accounts.delete(keyOf(profile)),
    says: (profile: Profile, said: readonly Post[]) => posts.set(keyOf(profile), said),
    /** The CRM saves a contact. */
    save: (told: Omit<Partial<Contact>, 'id' | 'changedAt'> & { readonly id: string }) =>
      inWorld((w) => {
        const known = { emails: [], phones: [], handles: [], changedAt: now() };
        return keepAndResolve(w, [Contact.parse({ ...known, ...told })]);
      }),
    resolve: (id: string) =>
      inWorld((w) => w.enqueue('resolve', [{ installation, contact: ContactId.parse(id) }])),
    /** Derives contacts again, as things stand now. */
    derive: (...ids: readonly string[]) =>
      inWorld((w) =>
        w.enqueue(
          'derive',
          ids.map((id) => ({ installation, contact: ContactId.parse(id) })),
        ),
      ),
    say: (contact: string, profile: Profile, says: Verdict['says']) => {
      clock += 1000;
      const about = { contact: ContactId.parse(contact), network: profile.network, profile: profile.id };
      return decide(installation, { ...about, says, by: 'rep 7' }, deps);
    },
    links: (id: string) => inWorld((w) => w.links.of(ContactId.parse(id))),
    record: async (id: string) => {
      const facts = await db.store.recordRows(installation, ContactId.parse(id));
      return facts && viewOf(facts, { titles: deps.titles, now: new Date(START + 9e9) });
    },
    /** What the CRM shows in Kith's own fields. */
    shown: (id: string) =>
      Object.fromEntries([...(fields.get(id) ?? [])].filter(([, value]) => value !== null).toSorted()),
    rows: async (table: string) =>
      (await db.pool.query(`select * from kith.${table} where installation_id = $1`, [installation])).rows,
    work: () => workOff(db, installation, deps),
  };
}

/** Does the work that waits, whenever it is due, until none is left. */
async function workOff(db: FreshStore, installation: string, deps: FlowDeps): Promise<void> {
  const all: Readonly<Record<JobName, (job: never) => Promise<void>>> = handlers(deps);
  for (;;) {
    const { rows } = await db.pool.query<{ name: JobName; data: never }>(
      `delete from pgboss.job where state = 'created' and data ->> 'installation' = $1 returning name, data`,
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

function crmOf(fields: Map<string, Map<string, string | number | null>>): Crm {
  return {
    prepare: async () => undefined,
    contacts: async () => [],
    page: async () => ({ contacts: [] }),
    write: async (patches: readonly Patch[]) =>
      patches.map((patch) => {
        const shown = fields.get(patch.contact) ?? new Map<string, string | number | null>();
        for (const [field, value] of Object.entries(patch.fields)) shown.set(field, value);
        fields.set(patch.contact, shown);
        return { contact: patch.contact, outcome: 'written' };
      }),
    contactUrl: (contact) => `https://crm.example/${contact}`,
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
