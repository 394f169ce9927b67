import { matchingForbidden } from '../core/governance/matching.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import type { NetworkId } from '../core/ids.ts';
import type { Network, NetworkConnector } from '../ports/network.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { Now } from '../ports/runtime.ts';
import type { Gate } from './gate.ts';

interface Deps {
  readonly gate: Pick<Gate, 'askAs'>;
  /** Network id → where it is reached instead of its own host. */
  readonly bases: Readonly<Record<string, string>>;
  /** Network id → what an admin set. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly now: Now;
}

/**
 * Connects every network whose terms allow matching to a person known from elsewhere; the others are not asked.
 * @throws ZodError for settings that a connector does not accept.
 */
export function connectNetworks(
  connectors: readonly NetworkConnector[],
  { gate, bases, settings, now }: Deps,
): ReadonlyMap<NetworkId, Network> {
  const allowed = connectors.filter(({ terms }) => matchingForbidden(terms) === undefined);
  return new Map(
    allowed.map((connector) => {
      const given = connector.settings.parse(settings[connector.id] ?? {}) as Readonly<
        Record<string, unknown>
      >;
      const base = bases[connector.id] ?? connector.base ?? '';
      const ask = gate.askAs(connector.id, isLoopback(base) ? UNHURRIED : connector.limits);
      return [connector.id, connector.connect({ ask, now, settings: { ...given, base } })];
    }),
  );
}

/** A network on this machine is a test's or the sample workspace's: its real one's budget is not spent. */
const UNHURRIED: Limits = { requests: 2_000, perSeconds: 1, together: 16 };

function isLoopback(base: string): boolean {
  return /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?:[:/]|$)/.test(base);
}

/** Hosts that people chose, pointed elsewhere: for networks that have no host of their own. */
export function reroutes(
  connectors: readonly NetworkConnector[],
  bases: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const anyHost = connectors.filter(({ base }) => base === undefined);
  return new Map(anyHost.flatMap(({ id }) => (bases[id] === undefined ? [] : [[id, bases[id]] as const])));
}

/** Network id → the name people know it by, recognised networks included. */
export function titlesOf(grammars: readonly AddressGrammar[]): ReadonlyMap<string, string> {
  return new Map(grammars.map(({ network, title }) => [network, title]));
}

/** Every network that Kith could ask, with the clause of its terms where they forbid it. */
export function offeredOf(
  connectors: readonly Pick<NetworkConnector, 'id' | 'title' | 'terms'>[],
): readonly { readonly id: string; readonly title: string; readonly why?: string }[] {
  return connectors.map(({ id, title, terms }) => {
    const why = matchingForbidden(terms);
    return { id, title, ...(why !== undefined && { why }) };
  });
}
