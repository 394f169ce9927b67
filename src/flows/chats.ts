import { CHAT_SERVICES, serviceAt } from '../core/outgoing/chat.ts';
import type { Chat, WantedChat } from '../core/outgoing/chat.ts';
import type { Sending } from '../core/outgoing/endpoint.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store, Workspace } from '../ports/store.ts';
import { announce } from './announce.ts';
import { placeOf } from './deliver.ts';
import { resume } from './endpoints.ts';
import type { Refused } from './endpoints.ts';

interface Deps {
  readonly store: Store;
  readonly now: Now;
}

/** What an admin does with the chats that rules write to. `undefined` and `false`: there is none of this id. */
export interface Chats {
  list(at: InstallationId): Promise<readonly Chat[]>;
  /** Its address is kept closed, and never shown again. */
  make(at: InstallationId, wanted: WantedChat): Promise<Chat | Refused>;
  /** Not while a rule that is on writes there. */
  remove(at: InstallationId, id: string): Promise<Refused | boolean>;
  /** Writes that Kith can write there; `false` also where it is stopped. */
  ping(at: InstallationId, id: string): Promise<boolean>;
  /** What still waits for it is sent now. */
  resume(at: InstallationId, id: string): Promise<boolean>;
  /** Of the last 30 days, newest first. */
  log(at: InstallationId, id: string, limit: number): Promise<readonly Sending[]>;
}

/** Nobody chooses among more. */
const MOST = 20;

export function openChats({ store, now }: Deps): Chats {
  const known = async (w: Workspace, id: string) => (await w.outgoing.chats()).some((one) => one.id === id);
  return {
    list: (at) => store.inside(at, (w) => w.outgoing.chats()),
    make: (at, wanted) => store.inside(at, (w) => make(w, wanted, now())),
    remove: (at, id) => store.inside(at, (w) => remove(w, id)),
    ping: (at, id) =>
      store.inside(
        at,
        async (w) => (await known(w, id)) && (await announce(w, { type: 'ping' }, now(), id)) > 0,
      ),
    resume: (at, id) => store.inside(at, async (w) => (await known(w, id)) && resume(w, id)),
    log: (at, id, limit) =>
      store.inside(at, async (w) => ((await known(w, id)) ? w.outgoing.log(id, limit) : [])),
  };
}

async function make(w: Workspace, { name, url }: WantedChat, at: Date): Promise<Chat | Refused> {
  const service = serviceAt(url);
  if (service === undefined) return { refused: NO_CHAT };
  const there = await w.outgoing.chats();
  if (there.some((one) => one.name === name)) return { refused: `There is a chat “${name}” already.` };
  if (there.length >= MOST) {
    return { refused: `There are ${MOST} chats already: remove one that is not used.` };
  }
  const chat = await w.outgoing.makeChat({ name, service }, at);
  await w.secrets.keep(placeOf(chat.id), new URL(url).href);
  return chat;
}

const TITLES = Object.values(CHAT_SERVICES).map(({ title }) => title);
const NO_CHAT =
  `That is no incoming webhook of ${TITLES.slice(0, -1).join(', ')} or ${TITLES.at(-1)}: ` +
  'copy the address that the chat shows where one is added.';

async function remove(w: Workspace, id: string): Promise<Refused | boolean> {
  const writes = (await w.rules.on()).find(({ does }) =>
    does.some((one) => one.do === 'chat message' && one.chat === id),
  );
  if (writes) return { refused: `The rule “${writes.name}” writes there: switch it off first.` };
  await w.secrets.forget(placeOf(id));
  return w.outgoing.removeChat(id);
}
