import { discourse } from '../../connectors/network/discourse/index.ts';
import { github } from '../../connectors/network/github/index.ts';
import type { Contact } from '../../src/core/contact.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Link, Verdict } from '../../src/core/identity/link.ts';
import { ContactId, InstallationId, NetworkId, PostId, ProfileId } from '../../src/core/ids.ts';
import type { DeliveryId } from '../../src/core/ids.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { ReadPost, RecordFacts, ScoredProfile } from '../../src/core/record/facts.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { handMadeChats } from './chats.ts';
import { handMadeConsents, PENPAL } from './consents.ts';
import { handMadeConversations } from './conversations.ts';
import { handMadeEndpoints } from './endpoints.ts';
import { handMade } from './governing.ts';
import { handMadeListening } from './listening.ts';
import { handMadeNeighbourhoods } from './neighbourhood.ts';
import { handMadeWarning } from './warning.ts';
import { handMadeOwnLabels } from './own-labels.ts';
import { handMadeRules } from './rules.ts';
import { handMadeTold } from './told.ts';
import { openDeliveries } from '../../src/flows/deliveries.ts';
import { openSubscriptions } from '../../src/flows/subscriptions-list.ts';
import { openErasures } from '../../src/flows/erasures.ts';
import { openPushes } from '../../src/flows/pushes.ts';
import { openWebmentions } from '../../src/flows/webmentions.ts';
import { openViews } from '../../src/http/views.ts';
import type { StuckWork } from '../../src/ports/queue.ts';
import type { Delivery, Installation, Store, Workspace } from '../../src/ports/store.ts';

/** A workspace made by hand, for tests of what stands in front of the store. */

export const NOW = new Date('2026-11-22T12:00:00Z');
export const SAMPLE: Installation = {
  id: InstallationId.parse('hubspot-4711'),
  crm: 'hubspot',
  account: '4711',
  status: 'active',
  sample: true,
  installedAt: new Date('2026-11-20T09:00:00Z'),
};
export const TITLES = new Map([
  ['bluesky', 'Bluesky'],
  ['github', 'GitHub'],
  ['website', 'Website'],
  ['gravatar', 'Gravatar'],
]);

const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

export function contact(id: string, name: string, more: Partial<Contact> = {}): Contact {
  const blank = { emails: [], phones: [], handles: [], changedAt: before(30) };
  return { ...blank, id: ContactId.parse(id), name, ...more };
}

export function profile(
  network: string,
  id: string,
  handle: string,
  more: Partial<ScoredProfile> = {},
): ScoredProfile {
  const url = `https://${network}.example/${handle}`;
  return {
    network: NetworkId.parse(network),
    id: ProfileId.parse(id),
    handle,
    url,
    emails: [],
    states: [],
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: network, url, fetchedAt: before(1), basis: 'published by the person' },
    ...more,
  };
}

export function link(
  of: Contact,
  to: Profile,
  status: Link['status'],
  probability: number,
  evidence: Link['evidence'],
): Link {
  const { network, id } = to;
  return {
    contact: of.id,
    network,
    profile: id,
    status,
    probability,
    evidence,
    decidedBy: 'Kith',
    model: 'test',
  };
}

export function post(
  by: Profile,
  id: string,
  hours: number,
  text: string,
  more: Partial<ReadPost> = {},
): ReadPost {
  const { network, id: profile } = by;
  const url = `${by.url}/post/${id}`;
  return {
    network,
    id: PostId.parse(id),
    profile,
    url,
    kind: 'post',
    text,
    publishedAt: before(hours),
    conversation: PostId.parse(id),
    counts: {},
    provenance: { source: network, url, fetchedAt: before(1), basis: 'published by the person' },
    ...more,
  };
}

/** Networks that call. */
const CALLING = new Map([github, discourse].map((one) => [one.id, one]));
let made = 1;

const NOTHING_STUCK: StuckWork = { list: () => Promise.resolve([]), replay: () => Promise.resolve(false) };
type Going = Readonly<Partial<Record<'resolved' | 'waiting', number>>>;

interface World {
  readonly deps: HttpDeps;
  readonly kept: Delivery[];
  readonly verdicts: Verdict[];
  /** What a test may change while the app runs. */
  readonly facts: Map<ContactId, RecordFacts>;
  readonly installed: Installation[];
  readonly state: { keepFails: boolean; pingFails: boolean; recordReads: number; progress?: Going };
}

/** Everything the HTTP side needs, over the given facts. Verdicts change the links as the flows would. */
export function world(people: readonly RecordFacts[], changes: Partial<HttpDeps> = {}): World {
  const facts = new Map(people.map((one) => [one.contact.id, one]));
  const original = new Map(facts);
  const installed = [SAMPLE];
  const kept: Delivery[] = [];
  const verdicts: Verdict[] = [];
  const state: World['state'] = { keepFails: false, pingFails: false, recordReads: 0 };
  const store = handMadeStore({ facts, installed, kept, state });
  const now = () => NOW;
  const views = openViews({ store, titles: TITLES, now, consentClauses: PENPAL });
  const acts: HttpDeps['acts'] = {
    decide: async (installation, verdict) => {
      const there = facts.get(verdict.contact);
      const same = (l: Link) => l.network === verdict.network && l.profile === verdict.profile;
      if (!there?.links.some(same)) return false;
      verdicts.push({ ...verdict, at: NOW });
      const { says, by } = verdict;
      const was = original.get(verdict.contact)?.links.find(same);
      const decided = (l: Link) =>
        says === 'withdrawn' ? (was ?? l) : { ...l, status: says, decidedBy: by };
      facts.set(verdict.contact, { ...there, links: there.links.map((l) => (same(l) ? decided(l) : l)) });
      views.forget(installation, verdict.contact);
      return true;
    },
    refresh: (_installation, id) => Promise.resolve(facts.has(id)),
    erase: async (installation, id) => {
      const there = facts.get(id);
      facts.delete(id);
      views.forget(installation, id);
      return {
        contacts: there ? 1 : 0,
        profiles: there?.profiles.length ?? 0,
        posts: there?.posts.length ?? 0,
      };
    },
    add: () => Promise.resolve('not granted'),
    automate: () => Promise.resolve({ outcome: 'no such contact' }),
  };
  const deps: HttpDeps = {
    store,
    crms: new Map(),
    crmOf: () => Promise.reject(new Failure('unauthorized', 'no CRM is connected here')),
    views,
    titles: TITLES,
    acts,
    governing: handMade().governing,
    consents: handMadeConsents((installation, id, consents) => {
      const there = facts.get(id);
      if (there) facts.set(id, { ...there, consents });
      views.forget(installation, id);
    }),
    conversations: handMadeConversations(facts, { titles: TITLES }),
    ...{ endpoints: handMadeEndpoints(), chats: handMadeChats() },
    ...{ rules: handMadeRules(), listening: handMadeListening() },
    ...{ warning: handMadeWarning(), ownLabels: handMadeOwnLabels() },
    neighbourhoods: handMadeNeighbourhoods(facts, { titles: TITLES, now }),
    deliveries: openDeliveries({ store, stuck: NOTHING_STUCK }),
    subscriptions: openSubscriptions({ store, hubs: { calledAt: undefined }, now }),
    webmentions: openWebmentions({ store, now }),
    erasures: openErasures({ store, now, forget: () => undefined }),
    pushes: openPushes({ store, manners: CALLING, now, newSecret: () => `made-here-${made++}` }),
    installs: { finish: () => Promise.resolve(SAMPLE.id), claim: () => Promise.resolve(SAMPLE.id) },
    progress: () =>
      Promise.resolve({ contacts: facts.size, resolved: facts.size, waiting: 0, ...state.progress }),
    queueReady: () => Promise.resolve(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now,
    pause: () => new Promise(() => undefined),
    settings: { secret: 'a secret of more than thirty-two characters' },
    ...changes,
  };
  return { deps, kept, verdicts, facts, installed, state };
}

const suggested = ({ contact, links, profiles }: RecordFacts) =>
  links.flatMap((link) => {
    const profile = profiles.find(({ network, id }) => network === link.network && id === link.profile);
    return link.status === 'suggested' && profile ? [{ contact, link, profile }] : [];
  });

const worthMost = (a: { link: Link }, b: { link: Link }) => (b.link.asking ?? 0) - (a.link.asking ?? 0);

/** A vault that closes nothing. */
function handMadeSecrets(): Workspace['secrets'] {
  const kept = new Map<string, string>();
  const read = (name: string) => Promise.resolve(kept.get(name));
  return {
    keep: async (name, value) => void kept.set(name, value),
    forget: async (name) => void kept.delete(name),
    ...{ read, hold: read },
  };
}

function handMadeStore(w: Pick<World, 'facts' | 'installed' | 'kept' | 'state'>): Store {
  const lines = () =>
    [...w.facts.values()]
      .toSorted((a, b) => (a.contact.name ?? '').localeCompare(b.contact.name ?? ''))
      .map(({ contact, links }) => ({
        contact,
        linked: links.filter(({ status }) => status === 'auto' || status === 'confirmed').length,
        suggested: links.filter(({ status }) => status === 'suggested').length,
        refused: links.filter(({ status }) => status === 'rejected').length,
      }));
  const workspace = {
    contacts: {
      count: () => Promise.resolve(w.facts.size),
      list: ({ after, limit, search }: { after?: ContactId; limit: number; search?: string }) => {
        const found = lines().filter(({ contact: { name, company } }) =>
          `${name} ${company}`.toLowerCase().includes((search ?? '').toLowerCase()),
        );
        const from = after === undefined ? 0 : found.findIndex(({ contact }) => contact.id === after) + 1;
        return Promise.resolve(found.slice(from, from + limit));
      },
    },
    review: {
      next: (limit: number) => {
        const all = [...w.facts.values()].flatMap(suggested);
        return Promise.resolve({ total: all.length, items: all.toSorted(worthMost).slice(0, limit) });
      },
    },
    governance: { history: () => Promise.resolve([]) },
    mapped: { typedBetween: () => Promise.resolve([]) },
    secrets: handMadeSecrets(),
    deliveries: {
      newest: () => Promise.resolve(new Map(w.kept.map((one) => [one.connector, one.receivedAt]))),
      list: ({ limit }: { limit: number }) =>
        Promise.resolve(
          w.kept
            .slice(0, limit)
            .map((one) => ({ ...one, status: 'waiting', attempts: 0, bytes: one.body.length })),
        ),
      unfinished: () => Promise.resolve([]),
      find: (id: DeliveryId) =>
        Promise.resolve({
          ...{ installation: SAMPLE.id, id, connector: 'github', receivedAt: NOW },
          ...{ status: 'done', attempts: 1, body: Buffer.from('{"zen":"Keep it"}') },
        }),
    },
    ...handMadeTold(),
  } as unknown as Workspace;
  return {
    inside: (_installation, work) => work(workspace),
    recordRows: (_installation, id) => {
      w.state.recordReads += 1;
      return Promise.resolve(w.facts.get(id));
    },
    installations: () => Promise.resolve(w.installed),
    install: () => Promise.resolve(),
    export: async function* lines() {
      yield '{"table":"contact","row":{}}\n';
    },
    purge: () => Promise.resolve(),
    alone: () => Promise.resolve(false),
    keepDeliveries: async (deliveries) => {
      if (w.state.keepFails) throw new Error('the database went away');
      w.kept.push(...deliveries);
    },
    ping: () => (w.state.pingFails ? Promise.reject(new Error('gone')) : Promise.resolve()),
    close: () => Promise.resolve(),
  };
}
