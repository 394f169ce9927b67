import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Installation, Store } from '../ports/store.ts';
import { GRANT } from './install.ts';
import { settleSubscriptions } from './subscriptions.ts';
import { mayHold } from '../core/governance/pending-write.ts';
import { decideAll, mappedOf } from './mapped-values.ts';
import { settleMapped } from './write-mapped.ts';

export interface LeaveDeps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
  readonly leaving: {
    /** Gives the grant back at the CRM. A grant that is dead already is no error. */
    readonly revoke: (installation: Installation, grant: string) => Promise<void>;
    /** What this process holds of the installation is of no use any more. */
    readonly forget: (installation: InstallationId) => void;
  };
}

export interface HowToLeave {
  /** Kith's own fields stay in the CRM with what they hold. */
  readonly keepFields: boolean;
  /** Mapped fields get back what stood in them before Kith wrote, where nobody changed them since. */
  readonly restore: boolean;
}

const DAY_MS = 86_400_000;
/** Contacts whose fields are put back in one transaction. */
const BATCH = 100;

/**
 * An admin uninstalls Kith: from now on nothing more is written, and the way out is set out on. It is a job, because the
 * CRM may be slow; repeating it is safe.
 * @returns when everything that is kept goes, at the earliest.
 */
export function uninstall(
  installation: InstallationId,
  how: HowToLeave,
  { store, now }: Pick<LeaveDeps, 'store' | 'now'>,
): Promise<Date> {
  return store.inside(installation, async (w) => {
    const { settings } = await w.governance.read();
    await w.governance.approve(undefined);
    await w.enqueue('leave', [{ installation, ...how }], { key: 'leave' });
    return new Date(now().getTime() + settings.graceDays * DAY_MS);
  });
}

/**
 * Takes Kith out of the CRM: puts back what it wrote into mapped fields, removes what it made, gives the grant back.
 * @throws Failure when the CRM does not answer: tried again from the start, which changes nothing twice.
 */
export async function leave(installation: InstallationId, how: HowToLeave, deps: LeaveDeps): Promise<void> {
  const { store, crmOf, leaving } = deps;
  const one = await active(installation, store);
  // Whoever died on the way out had perhaps not set out on the purge.
  if (!one) return end(installation, deps);
  const crm = await crmOf(installation);
  if (how.restore) await restoreAll(installation, crm, deps);
  if (!how.keepFields) {
    await crm.leave();
    await store.inside(installation, (w) => w.outbox.rewind());
  }
  const grant = await store.inside(installation, (w) => w.secrets.read(GRANT));
  if (grant !== undefined) await leaving.revoke(one, grant);
  await end(installation, deps);
}

async function active(id: InstallationId, store: Store): Promise<Installation | undefined> {
  return (await store.installations()).find((one) => one.id === id && one.status === 'active');
}

/**
 * The installation is over: it may call nobody, and is purged after the days of grace. Repeating it changes nothing, and
 * does what was left undone by whoever died in between.
 */
export async function end(
  installation: InstallationId,
  { store, now, leaving }: Pick<LeaveDeps, 'store' | 'now' | 'leaving'>,
): Promise<void> {
  const one = (await store.installations()).find(({ id }) => id === installation);
  if (!one) return;
  const graceDays = await store.inside(
    installation,
    async (w) => (await w.governance.read()).settings.graceDays,
  );
  const purgeAt = one.purgeAt ?? new Date(now().getTime() + graceDays * DAY_MS);
  if (one.status === 'active') await store.install({ ...one, status: 'uninstalled', purgeAt });
  const afterSeconds = Math.max(0, Math.ceil((purgeAt.getTime() - now().getTime()) / 1000));
  await store.inside(installation, async (w) => {
    await w.secrets.forget(GRANT);
    await settleSubscriptions(w);
    await w.enqueue('purge', [{ installation }], { key: 'purge', afterSeconds });
  });
  leaving.forget(installation);
}

/** Removes what was kept once its time has come. Who installed again keeps everything. */
export async function purgeEnded(
  installation: InstallationId,
  { store, now }: Pick<LeaveDeps, 'store' | 'now'>,
): Promise<void> {
  const one = (await store.installations()).find(({ id }) => id === installation);
  if (one?.status !== 'uninstalled' || !one.purgeAt) return;
  const left = Math.ceil((one.purgeAt.getTime() - now().getTime()) / 1000);
  if (left <= 0) return store.purge(installation, now());
  await store.inside(installation, (w) =>
    w.enqueue('purge', [{ installation }], { key: 'purge', afterSeconds: left }),
  );
}

/** A batch of contacts a transaction. What a person changed after Kith wrote it stays. */
async function restoreAll(
  installation: InstallationId,
  crm: Crm,
  { store, now }: Pick<LeaveDeps, 'store' | 'now'>,
): Promise<void> {
  let after: ContactId | undefined;
  do {
    after = await store.inside(installation, async (w) => {
      const contacts = await w.mapped.holding(BATCH, after);
      const trails = await w.mapped.trails(contacts);
      const waiting = contacts.map((contact) => ({
        contact,
        fields: {},
        wishes: Object.fromEntries(
          Object.entries(trails.get(contact) ?? {})
            .filter(([, trail]) => mayHold(trail))
            .map(([field]) => [field, { act: 'put back', why: 'withdrawn' } as const]),
        ),
      }));
      const decided = await decideAll(w, crm, waiting, now());
      const patches = contacts.flatMap((contact) => {
        const mapped = mappedOf(contact, decided);
        return mapped ? [{ contact, fields: {}, mapped }] : [];
      });
      const outcomes = await crm.write(patches);
      const refused = new Set(outcomes.filter((o) => o.outcome === 'refused').map((o) => o.contact));
      await settleMapped(w, decided, { outcomes, refused: (one) => refused.has(one.contact) }, now());
      return contacts.length < BATCH ? undefined : contacts.at(-1);
    });
  } while (after !== undefined);
}
