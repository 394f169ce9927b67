import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { InstallationId } from '../core/ids.ts';
import type { Delivery, Installation, Store, Workspace } from '../ports/store.ts';
import { alone } from './alone.ts';
import { attention } from './attention.ts';
import { bulk } from './bulk.ts';
import { contacts } from './contacts.ts';
import { cursors } from './cursors.ts';
import { deliveries, keepDeliveries } from './deliveries.ts';
import { gatherJobs } from './enqueue.ts';
import { erasures } from './erasures.ts';
import { exportLines } from './export.ts';
import { consents } from './governance/consents.ts';
import { governance } from './governance/governance.ts';
import { mapped } from './governance/mapped.ts';
import { spending } from './governance/spending.ts';
import { count } from './identity/counts.ts';
import { signals } from './identity/signals.ts';
import { review } from './identity/review.ts';
import { matching } from './identity/matching.ts';
import { links } from './links.ts';
import { additions } from './listening/additions.ts';
import { listening } from './listening/listening.ts';
import { neighbourhood } from './neighbourhood.ts';
import { outbox } from './outbox.ts';
import { outgoing } from './outgoing/sendings.ts';
import { ownLabels, readyLabels } from './own-labels.ts';
import type { ReadyLabels } from './own-labels.ts';
import { posts } from './posts.ts';
import { profiles } from './profiles.ts';
import { misses } from './misses.ts';
import { asked, record, recordRows } from './record.ts';
import { purge } from './purge.ts';
import { rows } from './rows.ts';
import { rules } from './rules/matches.ts';
import { secrets } from './secrets.ts';
import { subscriptions } from './subscriptions.ts';
import { compose } from './tables.ts';
import { tending } from './tending.ts';
import { threads } from './threads.ts';
import { bind, readAtOnce, transaction } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';
import { warning } from './warning/warning.ts';
import { webmentions } from './webmentions.ts';

interface Parts {
  readonly pool: pg.Pool;
  /** Started. */
  readonly boss: PgBoss;
  readonly vault: Vault;
}

/** The one store, on an open database. */
export function makeStore({ pool, boss, vault }: Parts): Store {
  const ready = readyLabels();
  return {
    inside: (installation, work) =>
      transaction(pool, async (client) => {
        const jobs = gatherJobs(boss);
        const session = bind(client, installation);
        const result = await work(workspace(session, vault, ready, jobs.enqueueFor(installation)));
        await count(session);
        await jobs.flush(client);
        return result;
      }),
    recordRows: (installation, contact) =>
      readAtOnce(pool, installation, (session) => recordRows(session, contact)),
    installations: async () =>
      (await pool.query('select * from kith.every_installation()')).rows.map(installationOf),
    install: (installation) =>
      transaction(pool, async (client) => {
        await install(bind(client, installation.id), installation);
      }),
    export: (installation) => exportLines(pool, installation),
    purge: (installation, at) => transaction(pool, (client) => purge(bind(client, installation), at)),
    keepDeliveries: (batch) => keepAll(pool, boss, batch),
    alone: (name, work) => alone(pool, name, work),
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

function workspace(s: Session, vault: Vault, ready: ReadyLabels, enqueue: Workspace['enqueue']): Workspace {
  return {
    installation: s.installation,
    enqueue,
    deliveries: deliveries(s),
    contacts: contacts(s, vault),
    profiles: profiles(s, vault),
    links: links(s),
    matching: matching(s),
    tending: tending(s),
    review: review(s),
    posts: posts(s),
    threads: threads(s, vault),
    attention: attention(s),
    neighbourhood: neighbourhood(s),
    asked: asked(s),
    record: record(s),
    signals: signals(s),
    outbox: outbox(s),
    rows: rows(s),
    bulk: bulk(s, outbox(s)),
    cursors: cursors(s),
    governance: governance(s),
    spending: spending(s),
    misses: misses(s, vault),
    consents: consents(s),
    mapped: mapped(s),
    outgoing: outgoing(s),
    rules: rules(s),
    listening: listening(s, vault),
    additions: additions(s, vault),
    ownLabels: ownLabels(s, ready),
    warning: warning(s),
    subscriptions: subscriptions(s),
    webmentions: webmentions(s),
    erasures: erasures(s),
    secrets: secrets(s, vault),
  };
}

/** Of the jobs that empty an inbox one waits, however many deliveries arrive. */
const INBOX = 'inbox';

/** Deliveries of any installations in one transaction; an inbox with something new in it gets its work. */
async function keepAll(pool: pg.Pool, boss: PgBoss, batch: readonly Delivery[]): Promise<void> {
  if (batch.length === 0) return;
  const groups = Map.groupBy(
    batch.toSorted((a, b) => (a.installation < b.installation ? -1 : 1)),
    (delivery) => delivery.installation,
  );
  await transaction(pool, async (client) => {
    const jobs = gatherJobs(boss);
    await Promise.all(
      [...groups].map(async ([installation, group]) => {
        const fresh = await keepDeliveries(bind(client, installation), group);
        const enqueue = jobs.enqueueFor(installation);
        if (fresh.length > 0) await enqueue('normalise', [{ installation }], { key: INBOX });
      }),
    );
    await jobs.flush(client);
  });
}

async function install(s: Session, { id, installedAt, purgeAt, ...rest }: Installation): Promise<void> {
  const installed = { ...rest, installed_at: installedAt, purge_at: purgeAt ?? null };
  await s.change(
    compose
      .insertInto('kith.installation')
      .values({ installation_id: id, ...installed })
      .onConflict((again) => again.column('installation_id').doUpdateSet(installed)),
  );
}

interface Row {
  readonly installation_id: string;
  readonly crm: string;
  readonly account: string;
  readonly status: Installation['status'];
  readonly sample: boolean;
  readonly installed_at: Date;
  readonly purge_at: Date | null;
}

function installationOf(row: Row): Installation {
  const { crm, account, status, sample, purge_at: purgeAt } = row;
  const id = InstallationId.parse(row.installation_id);
  const installed = { id, crm, account, status, sample, installedAt: row.installed_at };
  return purgeAt === null ? installed : { ...installed, purgeAt };
}
