import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmConnector, CrmEvent, Inbound, Opened } from '../../../src/ports/crm.ts';
import { flipped } from './flipped.ts';
import type { CrmCheck, CrmKit } from './kit.ts';
import { signed } from './signed.ts';

const MINUTE = 60_000;

function genuine(connector: CrmConnector, kit: CrmKit, body: Buffer): readonly Opened[] {
  const opened = connector.open(kit.app, signed(kit, body), kit.now);
  expect(opened, 'a genuine delivery is accepted').toBeDefined();
  return opened ?? [];
}

function eventsIn(connector: CrmConnector, kit: CrmKit, body: Buffer): readonly CrmEvent[] {
  // What was heard needs no opening: it came over a connection of our own.
  if (!kit.traits.has('signed deliveries')) return connector.events(body);
  return genuine(connector, kit, body).flatMap((one) => connector.events(one.body));
}

/** A check that a request is refused, without an error. */
function refuses(what: string, forge: (kit: CrmKit) => readonly Inbound[]): CrmCheck {
  return {
    name: `refuses ${what}`,
    where: 'signed deliveries',
    run: async (connector, kit) => {
      for (const request of forge(kit)) expect(connector.open(kit.app, request, kit.now)).toBeUndefined();
    },
  };
}

const at = (kit: CrmKit, ms: number) => signed(kit, kit.deliveries.changed, new Date(kit.now.getTime() + ms));
const now = (kit: CrmKit) => at(kit, 0);

const forgeries: readonly CrmCheck[] = [
  refuses('a delivery with one bit flipped, wherever it is', (kit) => {
    const request = now(kit);
    const bits = Array.from({ length: 64 }, (_, i) => Math.floor((i * request.body.length * 8) / 64));
    return bits.map((bit) => ({ ...request, body: flipped(request.body, bit) }));
  }),
  refuses('a delivery signed with another secret, or with none', (kit) =>
    ['another secret', `${kit.app.clientSecret} `, ''].map((s) =>
      signed(kit, kit.deliveries.changed, kit.now, s),
    ),
  ),
  refuses('a delivery that is too old to be more than a repetition', (kit) => [
    at(kit, -6 * MINUTE),
    at(kit, -24 * 60 * MINUTE),
  ]),
  refuses('a delivery from the future', (kit) => [at(kit, 2 * MINUTE), at(kit, 24 * 60 * MINUTE)]),
  refuses('an old delivery that states a new time', (kit) => [
    { ...now(kit), headers: { ...now(kit).headers, ...timeOf(now(kit), at(kit, 1_000)) } },
  ]),
  refuses('a delivery in which a header is missing, empty or nonsense', (kit) =>
    kit.signedBy.flatMap((name) =>
      [undefined, '', 'x', '-1', 'NaN', '9'.repeat(400)].map((value) => ({
        ...now(kit),
        headers: { ...now(kit).headers, [name]: value },
      })),
    ),
  ),
  refuses('a delivery that was signed for another address', (kit) => [
    { ...now(kit), path: `${now(kit).path}/elsewhere` },
    { ...now(kit), path: `${now(kit).path}?more=1` },
  ]),
  refuses('an empty and a truncated body', (kit) => [
    { ...now(kit), body: Buffer.alloc(0) },
    { ...now(kit), body: now(kit).body.subarray(0, -1) },
    signed(kit, Buffer.alloc(0)),
    signed(kit, kit.deliveries.changed.subarray(0, -4)),
  ]),
  refuses('five megabytes of garbage, signed or not', (kit) => {
    const garbage = Buffer.alloc(5_000_000, '\u0000[{"\ud800');
    return [{ ...now(kit), body: garbage }, signed(kit, garbage)];
  }),
];

/** Of the later request, the headers that are not the signature: what a forger would change. */
function timeOf(first: Inbound, later: Inbound): Inbound['headers'] {
  const changed = Object.entries(later.headers).filter(([name, value]) => first.headers[name] !== value);
  return Object.fromEntries(changed.filter(([, value]) => /^\d+$/.test(value ?? '')));
}

const idsOf = (opened: readonly Opened[]) => opened.map(({ id }) => id);

export const delivering: readonly CrmCheck[] = [
  {
    name: 'opens a genuine delivery for its account, byte by byte as it was signed',
    where: 'signed deliveries',
    run: async (connector, kit) => {
      const [only, ...others] = genuine(connector, kit, kit.deliveries.changed);
      expect(others).toEqual([]);
      expect(only?.account).toBe(kit.account);
      const events = connector.events(only?.body ?? Buffer.alloc(0));
      expect(events.map(({ contact, kind }) => [contact, kind])).toEqual([[kit.about.contact, 'changed']]);
      for (const event of events) expect(Number.isNaN(event.at.getTime())).toBe(false);
    },
  },
  {
    name: 'opens what is a few minutes late, as deliveries are',
    where: 'signed deliveries',
    run: async (connector, kit) => {
      for (const ms of [-4 * MINUTE, 30_000])
        expect(connector.open(kit.app, at(kit, ms), kit.now)).toBeDefined();
    },
  },
  ...forgeries,
  {
    name: 'gives a delivery that is sent again the same id, and another delivery another',
    where: 'signed deliveries',
    run: async (connector, kit) => {
      const { changed, again, other } = kit.deliveries;
      const ids = idsOf(genuine(connector, kit, changed));
      expect(idsOf(genuine(connector, kit, again))).toEqual(ids);
      expect(idsOf(genuine(connector, kit, other))).not.toEqual(ids);
    },
  },
  {
    name: 'reads what happened, and gives what is told again the same ids, and something else others',
    run: async (connector, kit) => {
      const { changed, again, other } = kit.deliveries;
      const told = eventsIn(connector, kit, changed);
      expect(told.map(({ contact, kind }) => [contact, kind])).toEqual([[kit.about.contact, 'changed']]);
      for (const event of told) expect(Number.isNaN(event.at.getTime())).toBe(false);
      const events = told.map(({ id }) => id);
      expect(eventsIn(connector, kit, again).map(({ id }) => id)).toEqual(events);
      expect(eventsIn(connector, kit, other).map(({ id }) => id)).not.toEqual(events);
    },
  },
  {
    name: 'recognises the request to erase a person',
    where: 'tells erasures',
    run: async (connector, kit) => {
      const kinds = eventsIn(connector, kit, kit.deliveries.erased ?? Buffer.alloc(0)).map(
        ({ contact, kind }) => [contact, kind],
      );
      expect(kinds).toContainEqual([kit.about.contact, 'erased']);
    },
  },
  {
    name: 'recognises that a contact was deleted, and that one went into another',
    run: async (connector, kit) => {
      const { contact, goneInto } = kit.about;
      const deleted = eventsIn(connector, kit, kit.deliveries.deleted);
      expect(deleted.map((event) => [event.contact, event.kind])).toEqual([[contact, 'deleted']]);
      const merged = eventsIn(connector, kit, kit.deliveries.merged);
      expect(merged).toMatchObject([{ contact, kind: 'merged', gone: [goneInto] }]);
    },
  },
  {
    name: 'does not take its own writes, or what is none of its business, for news',
    run: async (connector, kit) => {
      expect(eventsIn(connector, kit, kit.deliveries.echo)).toEqual([]);
      expect(eventsIn(connector, kit, kit.deliveries.ignored)).toEqual([]);
    },
  },
  {
    name: 'says so when a genuine delivery has a shape that nobody knows',
    run: async (connector, kit) => {
      const read = () => eventsIn(connector, kit, kit.deliveries.unknown);
      expect(read).toThrow(Failure);
      expect(read).toThrow(expect.objectContaining({ kind: 'malformed' }));
    },
  },
];
