import type { Contact } from '../core/contact.ts';
import { mayWeigh } from '../core/governance/matching.ts';
import { Failure, POLICY } from '../core/failure.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import { deriveLinks } from '../core/identity/derive.ts';
import type { Link, Verdict } from '../core/identity/link.ts';
import { plan } from '../core/identity/plan.ts';
import type { Question } from '../core/identity/plan.ts';
import type { NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile } from '../core/profile.ts';
import type { Asked } from '../core/record/facts.ts';
import type { Network } from '../ports/network.ts';
import type { Now } from '../ports/runtime.ts';
import { permitsOf, refusalsOf } from './permits.ts';
import type { Permits } from './permits.ts';
import type { Manners } from './tend.ts';

export interface FindDeps {
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly grammars: readonly AddressGrammar[];
  readonly now: Now;
  /** Networks of whose terms nothing is told here are open. */
  readonly manners?: ReadonlyMap<NetworkId, Manners>;
}

export interface Found {
  readonly profiles: readonly Profile[];
  readonly asked: readonly Asked[];
}

type Outcome = Pick<Asked, 'outcome' | 'says'>;

/** Trouble is what the rep must hear of, then what was found; `nobody` only when every question was answered so. */
const WEIGHT = { nobody: 0, found: 1, trouble: 2 } as const satisfies Record<Asked['outcome'], number>;

/** How often an answer may raise new questions: the contact's own addresses, what they lead to, and one hop more. */
const ROUNDS = 3;

/** No contact costs more than so many questions, however much its profiles state. */
const MOST = 24;

/**
 * Asks the networks who a contact is, following what each profile states to the next one.
 * A network that fails, or that is not asked because of its terms, is named in `asked` and never ends the search; a bug
 * does.
 * @param permits what the terms allow about this person; unless told, as for one who consented to nothing, and free.
 */
export async function searchNetworks(
  contact: Contact,
  known: readonly Profile[],
  deps: FindDeps,
  permits: Pick<Permits, 'refused' | 'notByName'> = strictest(deps),
): Promise<Found> {
  const profiles = new Map(known.map((profile) => [keyOf(profile), profile]));
  const outcomes = new Map<NetworkId, Outcome>();
  const put = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const links = deriveLinks(contact, [...profiles.values()], deps.grammars, []);
    const refused = new Set(
      links.filter(isRefused).map((link) => keyOf({ network: link.network, id: link.profile })),
    );
    const worth = [...profiles.values()].filter((profile) => !refused.has(keyOf(profile)));
    const questions = plan(contact, worth, put, deps.grammars)
      .filter((question) => isWorthAsking(question, deps.networks.get(question.network), permits))
      .slice(0, MOST - put.size);
    for (const question of questions) put.add(question.key);
    const answers = await Promise.all(questions.map((question) => answer(question, deps.networks, permits)));
    for (const { network, found, ...outcome } of answers.filter((a) => a !== undefined)) {
      for (const profile of found) profiles.set(keyOf(profile), profile);
      const before = outcomes.get(network);
      if (!before || WEIGHT[outcome.outcome] > WEIGHT[before.outcome]) outcomes.set(network, outcome);
    }
    if (questions.length === 0) break;
  }
  const at = deps.now();
  return {
    profiles: [...profiles.values()],
    asked: [...outcomes].map(([network, o]) => ({ network, at, ...o })),
  };
}

/** For a person who consented to nothing, where nothing may be spent. */
function strictest({ networks, manners = new Map() }: FindDeps): Pick<Permits, 'refused' | 'notByName'> {
  const permits = permitsOf(manners, new Set());
  const refused = refusalsOf(permits, manners, (network) => networks.has(network));
  return { refused, notByName: permits.notByName };
}

/** The same search with the links derived from it: what `kith enrich` prints without keeping anything. */
export async function findProfiles(
  contact: Contact,
  deps: FindDeps & { readonly verdicts?: readonly Verdict[] },
): Promise<Found & { readonly links: readonly Link[] }> {
  const found = await searchNetworks(contact, [], deps);
  const profiles = found.profiles.filter((one) =>
    mayWeigh(deps.manners?.get(one.network)?.terms, one, contact),
  );
  return { ...found, links: deriveLinks(contact, profiles, deps.grammars, deps.verdicts ?? []) };
}

/** Whether the network could answer; of one that is not asked because of its terms, whether there was something to ask. */
function isWorthAsking(
  { ask, network: id }: Question,
  network: Network | undefined,
  { refused, notByName }: Pick<Permits, 'refused' | 'notByName'>,
): boolean {
  if (ask === 'name' && (refused.has(id) || notByName.has(id))) return false;
  if (!network) return refused.has(id) && ask === 'address';
  if (ask === 'e-mail') return network.profileByEmail !== undefined;
  if (ask === 'person') return network.person !== undefined;
  return ask === 'address' || network.search !== undefined;
}

/** The trail of a profile that is somebody else's is not followed. */
const isRefused = (link: Link) => link.status === 'rejected';

type Answered = Outcome & { readonly network: NetworkId; readonly found: readonly Profile[] };

/** Undefined when this network cannot be asked this way at all. */
async function answer(
  question: Question,
  networks: ReadonlyMap<NetworkId, Network>,
  { refused }: Pick<Permits, 'refused'>,
): Promise<Answered | undefined> {
  const why = refused.get(question.network);
  if (why !== undefined) return { network: question.network, found: [], outcome: 'trouble', says: why };
  const network = networks.get(question.network);
  const asking = network && put(question, network);
  if (!asking) return undefined;
  try {
    const found = await asking;
    return { network: question.network, found, outcome: found.length > 0 ? 'found' : 'nobody' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { network: question.network, found: [], outcome: 'trouble', says: POLICY[error.kind].say };
  }
}

function put(question: Question, network: Network): Promise<readonly Profile[]> | undefined {
  switch (question.ask) {
    case 'address':
      return network.profile({ handle: question.handle }).then(listOf);
    case 'e-mail':
      return network.profileByEmail?.(question.email).then(listOf);
    case 'person':
      return network.person?.(question.sought).then(listOf);
    case 'name':
      return network.search?.(question.name);
  }
}

function listOf(profile: Profile | undefined): readonly Profile[] {
  return profile ? [profile] : [];
}
