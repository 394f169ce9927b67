import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId, DeliveryId } from '../../../src/core/ids.ts';
import type { CrmApp, CrmEvent, Inbound, Opened } from '../../../src/ports/crm.ts';
import { PREFIX } from './fields.ts';
import { whoMade } from './history.ts';
import { isGenuine } from './signature.ts';
import { read } from './wire.ts';

/** HubSpot sends at most 100. */
const MOST_EVENTS = 1_000;
const CONTACT = '0-1';

const Id = z.union([z.number().int(), z.string().min(1).max(40)]).transform(String);
/** What names an event; `attemptNumber` is not in it, because it differs when the event is sent again. */
const Key = z.object({
  portalId: Id,
  subscriptionId: Id.optional().catch(undefined),
  eventId: Id.optional().catch(undefined),
  objectId: Id.optional().catch(undefined),
  occurredAt: Id.optional().catch(undefined),
});
const Keys = z.array(Key).max(MOST_EVENTS);
const keyOf = (event: z.output<typeof Key>) =>
  [event.portalId, event.subscriptionId, event.eventId, event.objectId, event.occurredAt].join(':');

/**
 * Verifies a webhook request and sorts its events by portal: every install is served at one address, so the signed
 * body says whose it is. Undefined for anything not genuine. Never throws.
 */
export function open(app: CrmApp, request: Inbound, now: Date): readonly Opened[] | undefined {
  if (!isGenuine(app, request, now)) return undefined;
  const raw = parse(request.body);
  const keys = Keys.safeParse(raw);
  if (!keys.success || !Array.isArray(raw)) return undefined;
  const events = keys.data.map((key, i) => ({ key, event: raw[i] as unknown }));
  return Map.groupBy(events, ({ key }) => key.portalId)
    .entries()
    .map(([account, own]) => ({
      account,
      id: deliveryId(own.map(({ key }) => keyOf(key))),
      body: Buffer.from(JSON.stringify(own.map(({ event }) => event))),
    }))
    .toArray();
}

/** The same for the same events, in whatever order and attempt they come. */
function deliveryId(keys: readonly string[]): DeliveryId {
  const digest = createHash('sha256').update(JSON.stringify(keys.toSorted())).digest('base64url');
  return DeliveryId.parse(`hubspot-${digest}`);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** HubSpot's word behind the object's name → ours. What is not in here is none of our business. */
const KINDS: Readonly<Record<string, CrmEvent['kind']>> = {
  creation: 'changed',
  propertyChange: 'changed',
  restore: 'changed',
  deletion: 'deleted',
  privacyDeletion: 'erased',
  merge: 'merged',
};

const Type = z.object({ subscriptionType: z.string() });
const WireEvent = z.object({
  portalId: Id,
  subscriptionId: Id,
  eventId: Id,
  objectId: Id,
  occurredAt: z.number().int().min(0).max(8.64e15),
  objectTypeId: z.string().optional(),
  propertyName: z.string().optional(),
});
/** What became of a property, and by whom; `sourceId` of an app is its number, and `appId` is ours. */
const Change = z.object({
  propertyName: z.string(),
  propertyValue: z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish(),
  appId: Id.optional().catch(undefined),
  changeSource: z.string().nullish().catch(undefined),
  sourceId: Id.nullish().catch(undefined),
});
const Merge = z.object({
  primaryObjectId: Id,
  mergedObjectIds: z.array(Id),
  newObjectId: Id.nullish(),
});

/**
 * What a verified delivery says of contacts. Other objects, unknown subscriptions and our own writes coming back say
 * nothing. @throws Failure `malformed` when HubSpot changed its format.
 */
export function events(body: Buffer): readonly CrmEvent[] {
  return read(z.array(z.unknown()), 'a delivery', parse(body)).flatMap((raw) => eventOf(raw) ?? []);
}

function eventOf(raw: unknown): CrmEvent | undefined {
  const [object, word = ''] = read(Type, 'an event', raw).subscriptionType.split('.');
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  if (!kind || (object !== 'contact' && object !== 'object')) return undefined;
  const event = read(WireEvent, 'an event', raw);
  if (object === 'object' && typeOf(event.objectTypeId) !== CONTACT) return undefined;
  if (event.propertyName?.startsWith(PREFIX)) return undefined;
  const { contact, gone } = kind === 'merged' ? merge(raw) : { contact: event.objectId, gone: undefined };
  return {
    id: keyOf({ ...event, occurredAt: String(event.occurredAt) }),
    at: new Date(event.occurredAt),
    contact: ContactId.parse(contact),
    kind,
    ...(gone && { gone }),
    ...(word === 'propertyChange' && { changes: changesIn(raw) }),
  };
}

function changesIn(raw: unknown): NonNullable<CrmEvent['changes']> {
  const change = Change.safeParse(raw).data;
  if (!change) return [];
  const { propertyName: field, propertyValue, appId, changeSource: source, sourceId: id } = change;
  return [{ field, value: propertyValue || null, by: whoMade({ source, id }, appId) }];
}

function typeOf(objectTypeId: string | undefined): string {
  if (objectTypeId === undefined) {
    throw new Failure('malformed', 'HubSpot sent an event that does not say what kind of object it is about');
  }
  return objectTypeId;
}

/** A merge may make a new record; then both that were merged are gone. */
function merge(raw: unknown): { contact: string; gone: readonly ContactId[] } {
  const { primaryObjectId, mergedObjectIds, newObjectId } = read(Merge, 'a merge', raw);
  const contact = newObjectId ?? primaryObjectId;
  const gone = new Set([primaryObjectId, ...mergedObjectIds]);
  gone.delete(contact);
  return { contact, gone: [...gone].map((id) => ContactId.parse(id)) };
}
