import { Failure, POLICY } from '../../core/failure.ts';
import type { InstallationId, NetworkId } from '../../core/ids.ts';
import { keyOf } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import { statedPersonOf } from '../../core/record/new-contact.ts';
import type { Addition } from '../../ports/additions.ts';
import type { PlannedValue } from '../../ports/crm-contacts.ts';
import type { Workspace } from '../../ports/store.ts';
import { addPerson } from './add-person.ts';
import type { AddDeps } from './add-person.ts';
import { whoIsToBeAdded } from './why-not-added.ts';

interface Refused {
  readonly refused: string;
}

/** An addition with the names of the contacts it speaks of, as far as they are known here. */
export interface NamedAddition extends Addition {
  readonly names: ReadonlyMap<string, string>;
}

/** What people do so that somebody who was heard becomes a contact. `undefined`: they are not kept here. */
export interface Adding {
  /** What would be written into the CRM, or why nothing may be. @throws Failure when the CRM does not answer */
  planAdding(at: InstallationId, key: ProfileKey): Promise<readonly PlannedValue[] | Refused | undefined>;
  /** What came of it. Where the CRM does not answer it waits, and is tried again by itself. */
  addToCrm(
    at: InstallationId,
    key: ProfileKey,
    how: { readonly by: string; readonly insist: boolean },
  ): Promise<NamedAddition | Refused | undefined>;
  /** What was decided about these people, by `keyOf`. */
  additionsOf(at: InstallationId, keys: readonly ProfileKey[]): Promise<ReadonlyMap<string, NamedAddition>>;
  /** Whom people and rules had added, the newest first. */
  additions(
    at: InstallationId,
    limit: number,
  ): Promise<readonly (NamedAddition & { readonly network: NetworkId })[]>;
}

/** While a person waits it is done at once; should that be cut short, so much later by itself. */
const BY_ITSELF_SECONDS = 60;

export function openAdding(deps: AddDeps): Adding {
  const { store } = deps;
  return {
    planAdding: async (at, key) => {
      const found = await store.inside(at, (w) => whoIsToBeAdded(w, key, deps.manners));
      if (!found || 'refused' in found) return found;
      const crm = await deps.crmOf(at);
      const planned = { key: 'a number of its own', ...statedPersonOf(found.profile) };
      try {
        return await crm.planContact(planned);
      } catch (error) {
        if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
        return { refused: `${error.message}.` };
      }
    },
    addToCrm: (at, key, how) => addToCrm(at, key, how, deps),
    additionsOf: (at, keys) =>
      store.inside(at, async (w) => {
        const all = await Promise.all(
          [...(await w.additions.of(keys))].map(async ([key, one]) => [key, await named(w, one)] as const),
        );
        return new Map(all);
      }),
    additions: (at, limit) =>
      store.inside(at, async (w) => {
        const named = [];
        for (const one of await w.additions.newest(limit))
          named.push({ ...one, ...(await withNames(w, one)) });
        return named;
      }),
  };
}

async function addToCrm(
  at: InstallationId,
  key: ProfileKey,
  { by, insist }: { readonly by: string; readonly insist: boolean },
  deps: AddDeps,
): Promise<NamedAddition | Refused | undefined> {
  const job = { installation: at, network: key.network, profile: key.id, insist };
  const found = await deps.store.inside(at, async (w) => {
    const who = await whoIsToBeAdded(w, key, deps.manners);
    if (!who || 'refused' in who) return who;
    await w.additions.begin(key, { by }, deps.now());
    await w.enqueue('add', [job], { key: `${keyOf(key)} ${insist}`, afterSeconds: BY_ITSELF_SECONDS });
    return who;
  });
  if (!found || 'refused' in found) return found;
  try {
    await addPerson(job, deps);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return deps.store.inside(at, async (w) => {
    const addition = (await w.additions.of([key])).get(keyOf(key));
    return addition && named(w, addition);
  });
}

const named = async (w: Workspace, addition: Addition): Promise<NamedAddition> => ({
  ...addition,
  ...(await withNames(w, addition)),
});

async function withNames(w: Workspace, { contact, others }: Addition): Promise<Pick<NamedAddition, 'names'>> {
  const names = new Map<string, string>();
  for (const id of contact === undefined ? others : [contact, ...others]) {
    const known = await w.contacts.find(id);
    if (known) names.set(id, [known.name ?? id, known.company].filter(Boolean).join(', '));
  }
  return { names };
}
