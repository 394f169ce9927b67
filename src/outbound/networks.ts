import { z } from 'zod';
import type { Charging } from '../core/governance/budget.ts';
import { matchingForbidden } from '../core/governance/matching.ts';
import { networkVariable } from '../core/governance/network-variable.ts';
import { rulesOf } from '../core/governance/rules.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { NetworkId } from '../core/ids.ts';
import type { Network, NetworkConnector } from '../ports/network.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { Now } from '../ports/runtime.ts';
import type { Gate } from './gate.ts';
import { isLoopback } from './loopback.ts';

/** What an admin said of the networks. */
export interface Configured {
  /** Network id → where it is reached instead of its own host. */
  readonly bases: Readonly<Record<string, string>>;
  /** Network id → what an admin set. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Deps extends Configured {
  readonly gate: Pick<Gate, 'askAs'>;
  readonly now: Now;
}

/**
 * Connects every network whose terms allow matching to a person known from elsewhere and for which there is what it
 * needs; the others are not asked.
 * @throws Error that names the network for settings that a connector does not accept.
 */
export function connectNetworks(
  connectors: readonly NetworkConnector[],
  { gate, now, ...configured }: Deps,
): ReadonlyMap<NetworkId, Network> {
  const asked = connectors.filter((one) => whyNot(one, configured) === undefined);
  return new Map(
    asked.map((connector) => {
      const settings = settingsOf(connector, configured);
      const ask = gate.askAs(connector.id, limitsOf(connector, settings));
      return [connector.id, connector.connect({ ask, now, settings })];
    }),
  );
}

/** A network on this machine is a test's or the sample workspace's: its real one's budget is not spent. */
const UNHURRIED: Limits = { requests: 2_000, perSeconds: 1, together: 16 };

export function limitsOf(connector: NetworkConnector, settings: ReturnType<typeof settingsOf>): Limits {
  if (isLoopback(settings.base)) return UNHURRIED;
  return connector.limitsWith?.(settings) ?? connector.limits;
}

export function settingsOf(connector: NetworkConnector, { bases, settings }: Configured) {
  const read = connector.settings.safeParse(settings[connector.id] ?? {});
  if (!read.success) {
    const variables = networkVariable(connector.id, '…');
    throw new Error(
      `Set the settings of ${connector.title} (${variables}) so that they can be read:\n${z.prettifyError(read.error)}`,
    );
  }
  const given = read.data as Readonly<Record<string, unknown>>;
  return { ...given, base: bases[connector.id] ?? connector.base ?? '' };
}

/** Why a network is not asked: its terms forbid it, or what it needs is not there; undefined when it is. */
export function whyNot(
  { id, terms, needs = [], onlyHeard }: Pick<NetworkConnector, 'id' | 'terms' | 'needs' | 'onlyHeard'>,
  { bases, settings }: Configured,
): string | undefined {
  if (onlyHeard) return 'it tells what happens by itself, once it is set up to.';
  const given = { ...settings[id], base: bases[id] };
  const missing = needs.filter((name) => !given[name as keyof typeof given]);
  const variables = missing.map((name) =>
    name === 'base' ? `KITH_NETWORK_BASE=${id}=https://…` : networkVariable(id, name),
  );
  const cure = variables.length > 0 ? `It is asked once there is ${variables.join(' and ')}.` : undefined;
  return matchingForbidden(terms) ?? cure;
}

/** Hosts that people chose, pointed elsewhere: for networks that have no host of their own. */
export function reroutes(
  connectors: readonly NetworkConnector[],
  bases: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const anyHost = connectors.filter(({ base }) => base === undefined);
  return new Map(anyHost.flatMap(({ id }) => (bases[id] === undefined ? [] : [[id, bases[id]] as const])));
}

/** The grammars, with those in their place that depend on what an admin set. */
export function grammarsOf(
  grammars: readonly AddressGrammar[],
  connectors: readonly NetworkConnector[],
  configured: Configured,
): readonly AddressGrammar[] {
  const asked = connectors.filter((one) => whyNot(one, configured) === undefined);
  const own = new Map(
    asked.map((one) => [one.id, one.addressesAt?.(settingsOf(one, configured)) ?? one.addresses]),
  );
  return grammars.map((grammar) => own.get(grammar.network) ?? grammar);
}

/** Network id → the name people know it by, recognised networks included. */
export function titlesOf(grammars: readonly AddressGrammar[]): ReadonlyMap<string, string> {
  return new Map(grammars.map(({ network, title }) => [network, title]));
}

/** What a network's terms hold us to, in words, and where they say so. */
interface Held {
  readonly rules: readonly string[];
  readonly clause: string;
  readonly source: string;
}

interface Offered {
  readonly id: NetworkId;
  readonly title: string;
  readonly why?: string;
  readonly terms: Held;
  /** Of one that charges. */
  readonly charging?: Charging;
}

/**
 * Every network that Kith could ask: the rules of its terms, and why it is not asked, where they forbid it or something
 * is missing.
 */
export function offeredOf(
  connectors: readonly Pick<NetworkConnector, 'id' | 'title' | 'terms' | 'costs' | 'needs' | 'onlyHeard'>[],
  configured: Configured,
): readonly Offered[] {
  return connectors.map((connector) => {
    const why = whyNot(connector, configured);
    const { clause, source, ...rules } = connector.terms;
    const terms = { rules: rulesOf(rules), clause, source };
    return {
      ...{ id: connector.id, title: connector.title, ...(why !== undefined && { why }), terms },
      ...(connector.costs && { charging: { terms: connector.terms, costs: connector.costs } }),
    };
  });
}
