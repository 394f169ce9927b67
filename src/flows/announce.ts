import type { ContactId } from '../core/ids.ts';
import { signalEvent } from '../core/outgoing/event.ts';
import type { EventAbout } from '../core/outgoing/event.ts';
import type { Signal } from '../core/record/signal.ts';
import type { Workspace } from '../ports/store.ts';

/**
 * Tells the customers' endpoints of something, in the transaction in which it happened: it is sent once that committed,
 * and never when it did not.
 * @param only this endpoint, whatever it hears.
 * @returns how many are told.
 */
export async function announce(w: Workspace, event: EventAbout, at: Date, only?: string): Promise<number> {
  const sendings = await w.outgoing.announce(event, at, only);
  await sendSoon(w, sendings);
  return sendings.length;
}

/**
 * @param made how many attempts there were: each has a job of its own, and one that is made at once is not the one that
 *   was put off.
 */
export async function sendSoon(
  { installation, enqueue }: Workspace,
  sendings: readonly string[],
  { made = 0, afterSeconds = 0 }: { readonly made?: number; readonly afterSeconds?: number } = {},
): Promise<void> {
  const when = afterSeconds > 0 ? 'later' : 'now';
  for (const sending of sendings) {
    const key = `${sending} ${made} ${when}`;
    await enqueue('deliver', [{ installation, sending, made }], { key, afterSeconds });
  }
}

/** Keeps a contact's signals, and tells of those that opened or are done since. */
export async function deriveSignals(
  w: Workspace,
  contact: ContactId,
  signals: readonly Signal[],
  at: Date,
): Promise<void> {
  const turned = await w.signals.derive(contact, signals);
  for (const signal of turned) await announce(w, signalEvent(contact, signal), at);
}
