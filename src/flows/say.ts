import type { EventAbout } from '../core/outgoing/event.ts';
import { sayingOf, sayingOfAlert, trying } from '../core/outgoing/saying.ts';
import type { Saying } from '../core/outgoing/saying.ts';
import type { Webhooks } from '../ports/outgoing-events.ts';
import type { Workspace } from '../ports/store.ts';

/** What it takes to speak of something to people. */
export interface Speaking {
  readonly webhooks: Pick<Webhooks, 'publicUrl'>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What people in a chat read of an event; names are looked up as they are now, and are kept nowhere. */
export async function sayingAbout(
  w: Workspace,
  { contact, rule, alert }: Pick<EventAbout, 'contact' | 'rule' | 'alert'>,
  { webhooks: { publicUrl }, titles }: Speaking,
): Promise<Saying> {
  const { installation } = w;
  if (alert) {
    const name = (await w.listening.find(alert.rule))?.wanted.name;
    return sayingOfAlert({ ...alert, name, installation, publicUrl });
  }
  if (contact === undefined || rule?.network === undefined) return trying(publicUrl);
  const { network, what = 'news' } = rule;
  const name = (await w.contacts.find(contact))?.name;
  const title = titles.get(network) ?? network;
  return sayingOf({ what, name, network: title, contact, installation, publicUrl });
}
