import type { Contact } from '../core/contact.ts';
import { asPeopleSay } from '../core/governance/own-words.ts';
import { Failure } from '../core/failure.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import type { Crm, CrmConnector, CrmEvent } from '../ports/crm.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { emptyInbox } from './empty-inbox.ts';
import type { Read } from './empty-inbox.ts';
import { lookAgain } from './look-again.ts';
import { HUB, takeInFeeds } from './subscriptions-heard.ts';
import { takeInPosts } from './take-in-posts.ts';
import type { Manners } from './tend.ts';
import { hearTyped } from './typed-between.ts';
import { removeTheirRows } from './write-patches.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly crms: ReadonlyMap<string, CrmConnector>;
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly grammars: readonly AddressGrammar[];
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** So many turns in one job; the rest is for the next, so that others come in between. */
const TURNS = 20;

/**
 * Empties an installation's inbox in turns, each for some of what networks, hubs and the CRM told: whoever floods it delays
 * nobody else, and whoever does not answer neither.
 * @throws Failure when the CRM does not answer: what it told stays in the inbox, with the reason.
 */
export async function takeIn(installation: InstallationId, deps: Deps): Promise<void> {
  const failures: unknown[] = [];
  let left = [takeInPosts, takeInFeeds, takeInContacts];
  for (let turn = 0; turn < TURNS && left.length > 0; turn += 1) {
    const more: typeof left = [];
    for (const take of left) {
      const taken = await take(installation, deps).catch((error: unknown) => void failures.push(error));
      if (taken === true) more.push(take);
    }
    left = more;
  }
  if (left.length > 0)
    await deps.store.inside(installation, (w) =>
      w.enqueue('normalise', [{ installation }], { key: 'inbox' }),
    );
  if (failures.length > 0) throw failures[0];
}

/**
 * Events are hints, the CRM is the truth: changed contacts are read from it, so late, reordered and repeated events end
 * in the same state. Each event takes effect once, in the transaction that remembers it.
 */
async function takeInContacts(installation: InstallationId, deps: Deps): Promise<boolean> {
  const taken: CrmEvent[] = [];
  // No delivery is to blame where there is no CRM to ask.
  let unconnected: unknown;
  const crmOf: Deps['crmOf'] = (at) =>
    deps.crmOf(at).catch((error: unknown) => {
      unconnected = error;
      throw error;
    });
  const more = await emptyInbox<CrmEvent>(
    installation,
    {
      which: { except: [...deps.manners.keys(), HUB] },
      eventsIn: ({ connector, body }) => deps.crms.get(connector)?.events(body) ?? [],
      takeEffect: async (read) => {
        taken.push(...(await takeEffect(installation, read, { ...deps, crmOf })));
      },
      isTheirs: (error) => error instanceof Failure || error === unconnected,
    },
    deps,
  );
  await lookAgain(installation, contactsToRead(taken), deps).catch((error: unknown) => {
    // It only tells sooner what is found out before anything is written.
    if (!(error instanceof Failure)) throw error;
  });
  return more;
}

async function takeEffect(
  installation: InstallationId,
  read: readonly Read<CrmEvent>[],
  deps: Deps,
): Promise<readonly CrmEvent[]> {
  const events = read.flatMap((one) => one.events);
  const said = await ask(installation, contactsToRead(events), deps);
  await deps.store.inside(installation, async (w) => {
    const fresh = await w.deliveries.firstSeen(events.map((event) => event.id));
    const effective = events.filter((event) => fresh.has(event.id));
    await hearTyped(w, effective);
    await apply(w, effective, said, deps.now());
    for (const { delivery } of read) await w.deliveries.mark(delivery.id, 'done');
  });
  for (const event of events) deps.forget(installation, event.contact);
  return events;
}

/** What the CRM says of these contacts, and out of which fields. */
interface Said {
  readonly contacts: readonly Contact[];
  readonly fields?: ReadonlySet<string> | undefined;
}

async function ask(
  installation: InstallationId,
  named: readonly ContactId[],
  { crmOf }: Deps,
): Promise<Said> {
  if (named.length === 0) return { contacts: [] };
  const crm = await crmOf(installation);
  return { contacts: await crm.contacts(named), fields: await crm.readFields?.() };
}

function contactsToRead(events: readonly CrmEvent[]): readonly ContactId[] {
  return [
    ...new Set(events.filter((e) => e.kind === 'changed' || e.kind === 'merged').map((e) => e.contact)),
  ];
}

async function apply(
  w: Workspace,
  events: readonly CrmEvent[],
  { contacts, fields }: Said,
  now: Date,
): Promise<void> {
  const there = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (event.kind === 'erased') await w.contacts.erase(event.contact, now);
    if (event.kind === 'deleted') await w.contacts.remove(event.contact);
    for (const gone of event.gone ?? []) await w.contacts.remove(gone, event.contact);
  }
  const read = [...new Set(contactsToRead(events))];
  for (const id of read.filter((one) => !there.has(one))) await w.contacts.remove(id);
  await removeTheirRows(w);
  await keepAndResolve(
    w,
    read.flatMap((id) => there.get(id) ?? []),
    fields,
  );
}

/**
 * Keeps contacts and sets out to find those that are new or changed.
 * @param read `readFields` of the CRM. @returns how many those are.
 */
export async function keepAndResolve(
  w: Workspace,
  contacts: readonly Contact[],
  read?: ReadonlySet<string>,
): Promise<number> {
  const trails = await w.mapped.trails(contacts.map(({ id }) => id));
  const said = contacts.map((one) => asPeopleSay(one, trails.get(one.id) ?? {}, read));
  const changed = await w.contacts.keep(said);
  for (const contact of changed) {
    await w.enqueue('resolve', [{ installation: w.installation, contact }], { key: contact });
  }
  return changed.length;
}
