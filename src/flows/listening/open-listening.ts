import type { ContactId, InstallationId, NetworkId } from '../../core/ids.ts';
import { matchingForbidden } from '../../core/governance/matching.ts';
import type { Listened } from '../../core/listening/permitted.ts';
import type { ListeningRule, WantedListening } from '../../core/listening/rule.ts';
import type { ProfileKey } from '../../core/profile.ts';
import { topicsAsked } from '../../core/rules/condition.ts';
import type { PeoplePlace, PersonHeard } from '../../ports/listening.ts';
import type { HeardDay, Listening, ListeningRows } from '../../ports/listening.ts';
import type { Workspace } from '../../ports/store.ts';
import { decide } from '../act.ts';
import type { AddDeps } from './add-person.ts';
import { openAdding } from './adding.ts';
import type { Adding } from './adding.ts';
import { deriveAgain } from '../derive.ts';
import type { ListenDeps } from './listen.ts';
import { previewOf } from './preview.ts';
import type { HearingPreview } from './preview.ts';
import { gatherNow, listenNow } from './rounds.ts';
import { listenedNetworks } from './searched.ts';
import { allowedAt, sharersOf } from './turn.ts';

type Deps = ListenDeps &
  AddDeps & { readonly forget: (installation: InstallationId, contact: ContactId) => void };

/** Why something was not done, for the admin. */
interface Refused {
  readonly refused: string;
}

/** A network, and whether it is listened to. */
export interface ListenedNetwork {
  readonly network: NetworkId;
  readonly listened: Listened;
  /** Questions that may be put to it in a day; absent where it is not asked. */
  readonly allowed?: number;
  /** Its terms let no figures be made of what is said there: nothing is counted. */
  readonly uncounted?: string;
}

/** All that an admin sees of listening. */
export interface ListeningOverview {
  readonly rules: readonly ListeningRule[];
  readonly asked: readonly Listening[];
  /** Of the last 30 days. */
  readonly days: readonly HeardDay[];
  /** UTC, `2026-11-24` */
  readonly today: string;
  readonly networks: readonly ListenedNetwork[];
  readonly strangerDays: number;
}

/** What people do with listening. `undefined` and `false`: there is none of this id. */
export interface Listeners extends Adding {
  overview(at: InstallationId): Promise<ListeningOverview>;
  make(at: InstallationId, wanted: WantedListening, by: string): Promise<Refused | ListeningRule>;
  change(
    at: InstallationId,
    id: string,
    wanted: WantedListening,
    by: string,
  ): Promise<Refused | ListeningRule | undefined>;
  turn(at: InstallationId, id: string, on: boolean, by: string): Promise<ListeningRule | undefined>;
  /** What only it heard goes with it. Not while a rule that is on asks whether posts are about it. */
  remove(at: InstallationId, id: string): Promise<Refused | boolean>;
  preview(at: InstallationId, wanted: WantedListening, live?: NetworkId): Promise<HearingPreview>;
  people(
    at: InstallationId,
    page: {
      readonly rule?: string | undefined;
      readonly after?: PeoplePlace | undefined;
      /** Whether it is shown inside a frame, where some networks forbid that. */
      readonly framed?: boolean;
    },
    limit: number,
  ): Promise<readonly PersonHeard[]>;
  answer(at: InstallationId, ...answer: Parameters<ListeningRows['answer']>): Promise<boolean>;
  ignore(at: InstallationId, key: ProfileKey): Promise<boolean>;
  /** Says that a profile is this contact's: as a person's verdict, which can be withdrawn like any other. */
  link(
    at: InstallationId,
    key: ProfileKey,
    to: { readonly contact: ContactId; readonly by: string },
  ): Promise<Refused | boolean>;
  keepStrangers(at: InstallationId, days: number): Promise<void>;
}

export function openListening(deps: Deps): Listeners {
  const { store, now } = deps;
  return {
    ...openAdding(deps),
    overview: (at) => overviewOf(at, deps),
    make: async (at, wanted, by) => {
      const refused = troubleWith(wanted, deps);
      return refused ? { refused } : store.inside(at, (w) => w.listening.make(wanted, by, now()));
    },
    change: async (at, id, wanted, by) => {
      const refused = troubleWith(wanted, deps);
      if (refused) return { refused };
      return store.inside(at, (w) => soon(w, w.listening.change(id, wanted, by)));
    },
    turn: (at, id, on, by) => store.inside(at, (w) => soon(w, w.listening.turn(id, on, by))),
    remove: (at, id) => store.inside(at, (w) => remove(w, id)),
    preview: (at, wanted, live) => previewOf(at, wanted, live, deps),
    people: async (at, { framed = false, ...page }, limit) => {
      const may = ({ profile: { network } }: PersonHeard) =>
        !framed || (deps.manners.get(network)?.terms.mayShowInFrame ?? false);
      return (await store.inside(at, (w) => w.listening.people(page, limit))).filter(may);
    },
    answer: (at, ...answer) => store.inside(at, (w) => w.listening.answer(...answer)),
    ignore: (at, key) =>
      store.inside(at, async (w) => {
        const known = await w.profiles.find(key);
        if (known) await w.listening.ignore(key, now());
        return known !== undefined;
      }),
    link: (at, key, to) => link(at, key, to, deps),
    keepStrangers: (at, days) => store.inside(at, (w) => w.listening.keepStrangers(days)),
  };
}

async function remove(w: Workspace, id: string): Promise<Refused | boolean> {
  const asks = (await w.rules.on()).find(({ when }) => topicsAsked(when).includes(id));
  if (asks) return { refused: `The rule “${asks.name}” asks for it: switch that off first.` };
  // Whoever drove its alerts drives them no more.
  for (const contact of await w.warning.drivenBy({ rule: id })) {
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
  return w.listening.remove(id);
}

async function soon(
  w: Workspace,
  changing: Promise<ListeningRule | undefined>,
): Promise<ListeningRule | undefined> {
  const rule = await changing;
  if (rule?.on) await listenNow(w);
  if (rule?.on && rule.wanted.adds) await gatherNow(w, rule.id);
  return rule;
}

/** A network that is named but not listened to: with the clause where its terms forbid it. */
function troubleWith({ networks }: WantedListening, deps: Deps): string | undefined {
  const listened = listenedNetworks(deps);
  for (const network of networks) {
    const one = listened.get(network);
    if (!one) return `There is no network “${network}”.`;
    if (!one.hears) return `${network} ${one.why}.`;
  }
  return undefined;
}

const DAYS_MS = 30 * 86_400_000;

async function overviewOf(at: InstallationId, deps: Deps): Promise<ListeningOverview> {
  const sharers = await sharersOf(deps.store);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const now = deps.now().getTime();
  const networks = [...listenedNetworks(deps)].map(([network, listened]): ListenedNetwork => {
    const allowed = allowedAt(network, sharers, deps);
    const terms = deps.manners.get(network)?.terms;
    return {
      ...{ network, listened },
      ...(allowed !== undefined && { allowed }),
      ...(terms?.mayDerive === false && { uncounted: terms.clause }),
    };
  });
  return deps.store.inside(at, async (w) => ({
    ...{ rules: await w.listening.rules(), asked: await w.listening.asked(), networks },
    ...{ days: await w.listening.days(day(now - DAYS_MS)), today: day(now) },
    strangerDays: await w.listening.strangerDays(),
  }));
}

async function link(
  at: InstallationId,
  key: ProfileKey,
  { contact, by }: { readonly contact: ContactId; readonly by: string },
  deps: Deps,
): Promise<Refused | boolean> {
  const terms = deps.manners.get(key.network)?.terms;
  const forbidden = terms && matchingForbidden(terms);
  if (forbidden !== undefined) return { refused: `Its terms forbid it: ${forbidden}` };
  const there = await deps.store.inside(at, async (w) => {
    const known = (await w.contacts.find(contact)) && (await w.profiles.find(key));
    if (!known) return false;
    await w.links.keepFound(contact, [key]);
    await deriveAgain(w, contact, deps);
    return true;
  });
  const verdict = { contact, network: key.network, profile: key.id, says: 'confirmed', by } as const;
  return there && decide(at, verdict, deps);
}
