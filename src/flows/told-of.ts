import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import type { Profile } from '../core/profile.ts';
import type { Network, ToldOf } from '../ports/network.ts';
import type { JobPayload } from '../ports/queue.ts';
import { saidAt } from '../ports/said.ts';
import type { Store } from '../ports/store.ts';
import { affordable } from './spend.ts';
import { apply } from './take-in-posts.ts';

type Deps = Parameters<typeof apply>[3] & { readonly store: Store };

/** It is not for us: that it was told of is all that is known of it. */
const NOT_OURS: ReadonlySet<FailureKind> = new Set(['forbidden', 'rejected']);

/**
 * Reads what a delivery told of without a word, and keeps it as if it had been told whole. What is gone by now, or is not
 * shown to us, is known by the delivery only. @throws Failure when the network does not answer: it is asked again.
 */
export async function readToldOf(
  { installation, network: id, of }: JobPayload<'read'>,
  deps: Deps,
): Promise<void> {
  const network = deps.networks.get(id);
  const { off } = (await deps.store.inside(installation, (w) => w.governance.read())).settings;
  if (!network?.toldOf || off.includes(id)) return;
  const told = await shown(network.toldOf(of));
  if (!told) return;
  const by = told.namedOnly ? await whoIs(told.by, installation, network, deps) : told.by;
  const event = saidAt({ by, post: { ...told.post, profile: by.id } }, told.post.publishedAt);
  const concerned = await deps.store.inside(installation, (w) => apply(w, [event], off, deps));
  for (const contact of concerned) deps.forget(installation, contact);
}

async function shown(asking: Promise<ToldOf | undefined>): Promise<ToldOf | undefined> {
  try {
    return (await affordable(asking))?.answer;
  } catch (error) {
    if (error instanceof Failure && NOT_OURS.has(error.kind)) return undefined;
    throw error;
  }
}

/** Who has the handle: as they are known already, else as the network shows them, else by the handle alone. */
async function whoIs(
  by: Profile,
  installation: JobPayload<'read'>['installation'],
  network: Network,
  { store }: Deps,
): Promise<Profile> {
  const known = await store.inside(installation, async (w) => {
    const holder = (await w.profiles.holders([by])).find(({ still, id }) => still && id !== by.id);
    return holder && w.profiles.find(holder);
  });
  return known ?? (await affordable(network.profile({ handle: by.handle })))?.answer ?? by;
}
