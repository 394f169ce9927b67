import { z } from 'zod';
import { jsonIn, shapeOf } from '../core/delivered.ts';
import { hubChallenge, verifyToken } from '../core/hub-handshake.ts';
import { DeliveryId, ProfileId } from '../core/ids.ts';
import type { NetworkId } from '../core/ids.ts';
import { HUB, digestOf, isSigned } from '../core/signature.ts';
import { signedRequest } from '../core/signed-request.ts';
import type { Inbound } from './crm.ts';
import type { Push, Pushed } from './push.ts';

/** An app secret, as the App Dashboard shows it. */
const APP_SECRET = /^[0-9a-f]{32}$/;

/**
 * What hubs that shake hands by a token and sign with the app's secret have in common (Meta's Webhooks): the body alone
 * is signed, as it was sent, non-Latin letters as escapes; the same bytes are the same delivery.
 */
export const hubPush = {
  brings: APP_SECRET,
  tokenFor: verifyToken,
  receive(secrets: readonly string[], inbound: Inbound): Pushed | undefined {
    const { method, path, body } = inbound;
    if (method === 'GET') {
      const challenge = hubChallenge(path, secrets.map(verifyToken));
      return challenge === undefined ? undefined : { kind: 'answer', status: 200, body: challenge };
    }
    if (method !== 'POST' || !isSigned(HUB, secrets, inbound)) return undefined;
    return { kind: 'delivery', id: DeliveryId.parse(digestOf(body)), body };
  },
} satisfies Partial<Push>;

/** What a person asks who removes the app, or asks for what it has of them: the same to the hub, and so to us. */
export const hubErasure =
  (network: NetworkId): NonNullable<Push['erasure']> =>
  (secrets, { method, body }, now) => {
    const text = new URLSearchParams(body.toString()).get('signed_request') ?? '';
    const user = method === 'POST' ? signedRequest(text, secrets, now) : undefined;
    if (user === undefined) return undefined;
    return { profile: { network, id: ProfileId.parse(user) }, code: digestOf(text).slice(0, 32) };
  };

/** A change that a hub tells of: in which field, of whose account, when, and what it is now. */
export interface Change {
  readonly field: string;
  readonly account: string;
  readonly at: Date;
  readonly value: unknown;
}

const Id = z.union([z.string(), z.number().int()]).transform(String);
/** The last moment that a date can hold (ECMAScript, time range). */
const LAST_MS = 8.64e15;
const Envelope = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: Id,
      /** Seconds where it stands, or thousandths of them for messages. */
      time: z.number().nonnegative().max(LAST_MS).optional(),
      changes: z.array(z.object({ field: z.string(), value: z.unknown() })).default([]),
    }),
  ),
});

/** From here on it can only be thousandths: seconds reach it in the year 5138. */
const THOUSANDTHS = 1e11;

/**
 * The changes of a delivery about one kind of object, however many it bundles; nothing of other objects.
 * @throws Failure `malformed`
 */
export function changesIn(body: Buffer, object: string, title: string): readonly Change[] {
  const told = shapeOf(Envelope, jsonIn(body, title), title);
  if (told.object !== object) return [];
  return told.entry.flatMap(({ id, time = 0, changes }) =>
    changes.map(({ field, value }) => ({
      ...{ field, value, account: id },
      at: new Date(time >= THOUSANDTHS ? time : time * 1000),
    })),
  );
}
