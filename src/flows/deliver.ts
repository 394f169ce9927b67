import { afterAttempt } from '../core/outgoing/attempt.ts';
import type { Chat } from '../core/outgoing/chat.ts';
import { chatBody } from '../core/outgoing/chat-body.ts';
import type { Endpoint } from '../core/outgoing/endpoint.ts';
import { bodyOf } from '../core/outgoing/event.ts';
import { Signing, validAt } from '../core/outgoing/signing.ts';
import type { DueSending, Message, Webhooks } from '../ports/outgoing-events.ts';
import type { JobPayload } from '../ports/queue.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { sendSoon } from './announce.ts';
import { sayingAbout } from './say.ts';

interface Deps {
  readonly store: Store;
  readonly webhooks: Webhooks;
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
}

/** The name under which an endpoint's secrets are kept. */
export const signingOf = (endpoint: string) => `outgoing ${endpoint}`;
/** The name under which it is kept where a chat is. */
export const placeOf = (chat: string) => `chat ${chat}`;

/**
 * Makes one attempt to tell one endpoint or chat of one event, and sets out on the next where it was none. No transaction is
 * open while the endpoint is waited for; a crash in between tells it again, under the same id.
 */
export async function deliver(job: JobPayload<'deliver'>, deps: Deps): Promise<void> {
  const { installation, sending, made } = job;
  const { store, webhooks, now } = deps;
  const found = await store.inside(installation, async (w) => {
    const due = await w.outgoing.due(sending);
    // An attempt that was postponed, and overtaken by one that a person asked for, is none any more.
    if (due?.sending.attempts !== made) return undefined;
    const message = await messageOf(w, due, deps);
    return message && { due, message };
  });
  if (!found) return;
  const { due, message } = found;
  const taken = await webhooks.send(message);
  const after = afterAttempt(due.sending, due.to, taken, now());
  await store.inside(installation, async (w) => {
    if (!(await w.outgoing.settle(due, after, now()))) return;
    const { nextAt } = after.sending;
    if (!nextAt || after.endpoint.stopped) return;
    const afterSeconds = Math.ceil((nextAt.getTime() - now().getTime()) / 1000);
    await sendSoon(w, [sending], { made: after.sending.attempts, afterSeconds });
  });
}

/** Undefined where what it needs is no longer kept. */
async function messageOf(w: Workspace, due: DueSending, deps: Deps): Promise<Message | undefined> {
  const { to } = due;
  return 'service' in to ? toChat(w, due, to, deps) : toEndpoint(w, due, to, deps);
}

async function toEndpoint(
  w: Workspace,
  { sending, event, eventAt: at }: DueSending,
  { id: endpoint, url }: Endpoint,
  { webhooks: { publicUrl }, now }: Deps,
): Promise<Message | undefined> {
  const kept = await w.secrets.read(signingOf(endpoint));
  if (kept === undefined) return undefined;
  const id = sending.event;
  const body = bodyOf(event, { id, at, installation: w.installation, publicUrl });
  return { url, id, body, secrets: validAt(Signing.parse(JSON.parse(kept)), now()), at: now() };
}

async function toChat(
  w: Workspace,
  { sending, event }: DueSending,
  { id: chat, service }: Chat,
  deps: Deps,
): Promise<Message | undefined> {
  const url = await w.secrets.read(placeOf(chat));
  if (url === undefined) return undefined;
  const body = chatBody(service, await sayingAbout(w, event, deps));
  return { url, id: sending.event, body, secrets: [], at: deps.now() };
}
