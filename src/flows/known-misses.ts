import type { Contact } from '../core/contact.ts';
import { rememberedUntil } from '../core/governance/costs.ts';
import { plan } from '../core/identity/plan.ts';
import type { Question } from '../core/identity/plan.ts';
import type { NetworkId } from '../core/ids.ts';
import type { Asked } from '../core/record/facts.ts';
import type { AskedOf } from '../ports/misses.ts';
import type { Network } from '../ports/network.ts';
import type { Workspace } from '../ports/store.ts';
import type { FindDeps } from './find-profiles.ts';
import type { Manners } from './tend.ts';

type Deps = FindDeps & { readonly manners: ReadonlyMap<NetworkId, Manners> };

/**
 * Networks that charge and knew nobody by exactly what they would be asked now, not long ago: whatever else the CRM says
 * by now is no reason to pay again.
 * @param contact as the networks are asked about it.
 */
export async function knownMisses(
  w: Workspace,
  contact: Contact,
  deps: Deps,
): Promise<ReadonlySet<NetworkId>> {
  const asked = [...deps.networks].flatMap(([id, network]) =>
    deps.manners.get(id)?.costs?.rememberDays === undefined ? [] : [askedOf(contact, id, network, deps)],
  );
  return w.misses.known(asked, deps.now());
}

/** Remembers what networks that charge knew nobody by, for as long as they say that it is good. */
export async function rememberMisses(
  w: Workspace,
  contact: Contact,
  asked: readonly Asked[],
  deps: Deps,
): Promise<void> {
  for (const { network: id, outcome, at } of asked) {
    const [network, costs] = [deps.networks.get(id), deps.manners.get(id)?.costs];
    const until = costs && rememberedUntil(costs, at);
    if (outcome === 'nobody' && network && until)
      await w.misses.remember(askedOf(contact, id, network, deps), until);
  }
}

function askedOf(contact: Contact, id: NetworkId, network: Network, { grammars }: FindDeps): AskedOf {
  const questions = plan(contact, [], new Set(), grammars).filter((question) => question.network === id);
  const texts = questions.flatMap((question) => textOf(question, network) ?? []);
  return { network: id, asked: JSON.stringify(texts.toSorted()) };
}

/** Undefined for what the network cannot be asked. */
function textOf(question: Question, network: Network): string | undefined {
  switch (question.ask) {
    case 'address':
      return question.key;
    case 'e-mail':
      return network.profileByEmail && question.key;
    case 'person':
      return network.person && (network.personAsked?.(question.sought) ?? JSON.stringify(question.sought));
    case 'name':
      return network.search && `${question.key} ${question.name}`;
  }
}
