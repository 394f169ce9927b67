import { ProfileId } from '../../../src/core/ids.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { tellAccount } from './account.ts';
import type { WireAccount } from './account.ts';
import { isPerson, tellActor } from './actor.ts';
import type { WireActor } from './actor.ts';
import { finger, getAccount, getActor, hostOf } from './api.ts';
import type { Tools } from './api.ts';
import { together } from './told.ts';
import { actorIn, belongsTo, readAcct, toDeleted, toProfile } from './wire.ts';

interface Fingered {
  /** Who the host says this is. */
  readonly acct: string | undefined;
  readonly actor: string | undefined;
}

/** Asks a host who somebody is; the same question twice while one person is looked up costs one request. */
type Finger = (host: string, resource: string) => Promise<Fingered | undefined>;

function openFinger(tools: Tools): Finger {
  const known = new Map<string, Promise<Fingered | undefined>>();
  return (host, resource) => {
    const key = `${host} ${resource}`;
    const asked =
      known.get(key) ??
      finger(tools, host, resource).then(
        (found) => found && { acct: readAcct(found.subject), actor: actorIn(found) },
      );
    known.set(key, asked);
    return asked;
  };
}

/** By `user@host`: undefined where the host knows nobody of the name. @throws Failure */
export async function lookByHandle(tools: Tools, handle: string): Promise<Profile | undefined> {
  const acct = readAcct(handle);
  if (acct === undefined) return undefined;
  const ask = openFinger(tools);
  const found = await ask(hostIn(acct), `acct:${acct}`);
  if (!found?.actor) return undefined;
  const actor = await getActor(tools, found.actor);
  if (actor === undefined || actor === 'deleted') return undefined;
  if (actor !== 'withheld') return lookAt(tools, ask, actor);
  return hostIn(acct) === hostOf(found.actor) ? lookByAccount(tools, found.actor, acct) : undefined;
}

/** By the actor's id; what is left of it where it was deleted. @throws Failure */
export async function lookById(tools: Tools, id: string): Promise<Profile | undefined> {
  const actor = await getActor(tools, id);
  if (actor === undefined) return undefined;
  if (actor === 'deleted') return toDeleted(id, tools.now());
  if (actor !== 'withheld') return lookAt(tools, openFinger(tools), actor);
  const found = await openFinger(tools)(hostOf(id), id);
  return found?.acct !== undefined && found.actor === id ? lookByAccount(tools, id, found.acct) : undefined;
}

/** An actor together with what its server tells of it. Undefined for a bot, a group, an organisation. */
async function lookAt(tools: Tools, ask: Finger, actor: WireActor): Promise<Profile | undefined> {
  if (!isPerson(actor)) return undefined;
  const handle = await handleOf(ask, actor);
  if (handle === undefined) return undefined;
  const found = await getAccount(tools, hostOf(actor.id), actor.preferredUsername);
  const account = found && belongsTo(found, actor.id) ? found : undefined;
  if (account && !isPersonal(account)) return undefined;
  const told = together(tellActor(actor), account && tellAccount(account));
  return told && toProfile(ProfileId.parse(actor.id), handle, told, tools.now());
}

/** Only what the server itself tells: its actors are for other servers. */
async function lookByAccount(tools: Tools, id: string, acct: string): Promise<Profile | undefined> {
  const account = await getAccount(tools, hostOf(id), userIn(acct));
  if (!account || !belongsTo(account, id) || !isPersonal(account)) return undefined;
  return toProfile(ProfileId.parse(id), acct, tellAccount(account), tools.now());
}

/**
 * How the account is written. A server may hand out names under another domain than its own; such a name counts when
 * that domain leads to this very actor, else anybody could call themselves `@boss@acme.example`.
 */
async function handleOf(ask: Finger, actor: WireActor): Promise<string | undefined> {
  const host = hostOf(actor.id);
  const own = readAcct(`${actor.preferredUsername}@${host}`);
  if (own === undefined) return undefined;
  const claimed = readAcct(actor.webfinger) ?? (await ask(host, `acct:${own}`))?.acct ?? own;
  if (hostIn(claimed) === host) return own;
  const there = await ask(hostIn(claimed), `acct:${claimed}`);
  return there?.actor === actor.id ? claimed : own;
}

function isPersonal(account: WireAccount): boolean {
  return account.bot !== true && account.group !== true;
}

const hostIn = (acct: string) => acct.slice(acct.indexOf('@') + 1);
const userIn = (acct: string) => acct.slice(0, acct.indexOf('@'));
