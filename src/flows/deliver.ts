import { afterAttempt } from '../core/outgoing/attempt.ts';
import { bodyOf } from '../core/outgoing/event.ts';
import { Signing, validAt } from '../core/outgoing/signing.ts';
import type { DueSending, Webhooks } from '../ports/outgoing-events.ts';
import type { JobPayload } from '../ports/queue.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { sendSoon } from './announce.ts';

interface Deps {
  readonly store: Store;
  readonly webhooks: Webhooks;
  readonly now: Now;
}

/** The name under which an endpoint's secrets are kept. */
export const signingOf = (endpoint: string) => `outgoing ${endpoint}`;

/**
 * Makes one attempt to tell one endpoint of one event, and sets out on the next where it was none. No transaction is
 * open while the endpoint is waited for; a crash in between tells it again, under the same id.
 */
export async function deliver(job: JobPayload<'deliver'>, deps: Deps): Promise<void> {
  const { installation, sending, made } = job;
  const { store, webhooks, now } = deps;
  const found = await store.inside(installation, async (w) => {
    const due = await w.outgoing.due(sending);
    // An attempt that was postponed, and overtaken by one that a person asked for, is none any more.
    if (due?.sending.attempts !== made) return undefined;
    return { due, secrets: await secretsOf(w, due, now()) };
  });
  if (!found || found.secrets.length === 0) return;
  const { due, secrets } = found;
  const { event, eventAt: at } = due;
  const id = due.sending.event;
  const body = bodyOf(event, { id, at, installation, publicUrl: webhooks.publicUrl });
  const taken = await webhooks.send({ url: due.endpoint.url, id, body, secrets, at: now() });
  const after = afterAttempt(due.sending, due.endpoint, taken, now());
  await store.inside(installation, async (w) => {
    if (!(await w.outgoing.settle(due, after, now()))) return;
    const { nextAt } = after.sending;
    if (!nextAt || after.endpoint.stopped) return;
    const afterSeconds = Math.ceil((nextAt.getTime() - now().getTime()) / 1000);
    await sendSoon(w, [sending], { made: after.sending.attempts, afterSeconds });
  });
}

async function secretsOf(w: Workspace, { endpoint }: DueSending, now: Date): Promise<readonly string[]> {
  const kept = await w.secrets.read(signingOf(endpoint.id));
  return kept === undefined ? [] : validAt(Signing.parse(JSON.parse(kept)), now);
}
