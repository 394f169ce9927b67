import { expect } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import type { Push, Pushed } from '../../../src/ports/push.ts';
import { NOW } from '../stage.ts';

/** A secret as it is kept here, and how the network signs with its side of it: all headers of a genuine request. */
export interface Key {
  readonly secret: string;
  sign(body: Buffer, at: Date): Readonly<Record<string, string>>;
}

/** What a contributor brings: deliveries as the network makes them, and what they mean. */
export interface PushKit {
  /** The newer of the two that are valid, the older, and a stranger's. */
  readonly keys: readonly [Key, Key, Key];
  /** The header that proves that a request is genuine. */
  readonly proof: string;
  /** The header with the signed time in seconds, where the network signs one. */
  readonly time?: string;
  /** `nothing`: the proof is the secret itself, whatever is sent. */
  readonly signs: 'the body' | 'nothing';
  /** JSON as it is sent: something that a person said. The deletion of the same; something else. */
  readonly said: string;
  readonly unsaid?: string;
  readonly other: string;
  /** The headers of a deletion, where the event stands there. */
  readonly unsaidHeaders?: Readonly<Record<string, string>>;
  /** Kinds that are none of our business. */
  readonly idle: readonly string[];
  /** A kind that is, in a shape that nobody knows. */
  readonly strange: string;
  /** Words of a person in `said`, which no error may show. */
  readonly words: string;
  readonly handshakes?: readonly {
    readonly body: string;
    readonly status: number;
    readonly answer: string;
  }[];
  /** A handshake for which the network visits the address (GET), and what it wants to hear. */
  readonly visit?: (key: Key) => { readonly request: Inbound; readonly answer: string };
  /** An example that the network itself publishes, with its secret, at the moment it was signed. */
  readonly published?: { readonly secret: string; readonly request: Inbound; readonly at: Date };
}

/** One sentence of the contract; rejects when the connector breaks it. */
export interface PushCheck {
  readonly name: string;
  /** Whether it concerns a network that signs like this one; it does unless told. */
  readonly concerns?: (kit: PushKit) => boolean;
  run(connector: NetworkConnector, kit: PushKit): Promise<void> | void;
}

export function pushOf({ push }: NetworkConnector): Push {
  if (!push) throw new Error('the connector has no push');
  return push;
}

export const bytes = (text: string) => Buffer.from(text);

export function request(body: Buffer, headers: Readonly<Record<string, string | undefined>>): Inbound {
  return { method: 'POST', path: '/webhooks/network/crm-1', headers, body };
}

/** A request as the network makes it. */
export function genuine(kit: PushKit, text = kit.said, at = NOW, key = kit.keys[0]): Inbound {
  const body = bytes(text);
  return request(body, key.sign(body, at));
}

export const secretsOf = (kit: PushKit) => [kit.keys[0].secret, kit.keys[1].secret];

/** The delivery that a genuine request is. */
export function delivered(
  push: Push,
  kit: PushKit,
  inbound: Inbound,
  at = NOW,
): Extract<Pushed, { readonly kind: 'delivery' }> {
  const pushed = push.receive(secretsOf(kit), inbound, at);
  expect(pushed?.kind, 'a genuine request should be a delivery').toBe('delivery');
  if (pushed?.kind !== 'delivery') throw new Error('unreachable');
  return pushed;
}

/** What a genuine request says. */
export const eventsOf = (push: Push, kit: PushKit, inbound: Inbound) =>
  push.events(delivered(push, kit, inbound).body);
