import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { Post } from '../../../src/core/post.ts';
import { Profile } from '../../../src/core/profile.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { NOW } from '../stage.ts';
import { bytes, delivered, eventsOf, genuine, pushOf, request, secretsOf } from './push-kit.ts';
import type { PushCheck, PushKit } from './push-kit.ts';

type Said = Extract<NetworkEvent, { readonly kind: 'said' }>;

function saidIn(events: readonly NetworkEvent[]): Said {
  const [event] = events;
  expect(event?.kind, '`said` should say something').toBe('said');
  if (event?.kind !== 'said') throw new Error('unreachable');
  return event;
}

/** The same JSON with fields that nobody knows yet. */
const extended = (text: string): string =>
  JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, something_new: [2027] }
      : value,
  );

/** The body that `events` is given, of a genuine request with this text. */
const keptOf = (connector: Parameters<PushCheck['run']>[0], kit: PushKit, text: string) =>
  delivered(pushOf(connector), kit, genuine(kit, text)).body;

/** What a genuine delivery is, and what it says. */
export const PUSH_WORDS: readonly PushCheck[] = [
  {
    name: 'takes what is genuine, signed with either of two secrets that are valid',
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const key of kit.keys.slice(0, 2)) delivered(push, kit, genuine(kit, kit.said, NOW, key));
      expect(push.receive([kit.keys[1].secret], genuine(kit), NOW)).toBeUndefined();
    },
  },
  {
    name: 'takes a delivery that is as old, or as early, as its window allows',
    concerns: (kit) => kit.time !== undefined,
    run: (connector, kit) => {
      const push = pushOf(connector);
      const ms = (push.windowSeconds ?? 0) * 1000;
      expect(ms, 'the network signs its time, so windowSeconds is told').toBeGreaterThan(0);
      for (const off of [-ms, ms])
        delivered(push, kit, genuine(kit, kit.said, new Date(NOW.getTime() + off)));
    },
  },
  {
    name: 'recognises the example that the network publishes',
    concerns: (kit) => kit.published !== undefined,
    run: (connector, { published }) => {
      if (!published) return;
      const { secret, request: theirs, at } = published;
      expect(pushOf(connector).receive([secret], theirs, at)).toBeDefined();
      expect(pushOf(connector).receive([`${secret}x`], theirs, at)).toBeUndefined();
    },
  },
  {
    name: 'gives a delivery the same id when it is sent again, and another the next one',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const once = delivered(push, kit, genuine(kit));
      const later = new Date(NOW.getTime() + 60_000);
      const again = delivered(push, kit, genuine(kit, kit.said, later, kit.keys[1]), later);
      expect(again.id).toBe(once.id);
      expect(once.id.length).toBeLessThanOrEqual(160);
      expect(delivered(push, kit, genuine(kit, kit.other)).id).not.toBe(once.id);
    },
  },
  {
    name: 'tells who said what, dated by the event itself',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const event = saidIn(eventsOf(push, kit, genuine(kit)));
      expect(Post.safeParse(event.post).error).toBeUndefined();
      expect(Profile.safeParse(event.by).error).toBeUndefined();
      expect(event.post).toMatchObject({ network: connector.id, profile: event.by.id });
      expect(event.post.text).toContain(kit.words);
      expect(event.by.network).toBe(connector.id);
      for (const { url } of [event.post, event.by]) expect(new URL(url).protocol).toMatch(/^https?:$/);
      // By this the store keeps the newer of two, whichever arrives first.
      for (const { provenance } of [event.post, event.by]) expect(provenance.fetchedAt).toEqual(event.at);
      expect(event.at.getTime()).toBeLessThan(NOW.getTime());
    },
  },
  {
    name: 'names an event alike however often it is told',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const first = eventsOf(push, kit, genuine(kit));
      const later = new Date(NOW.getTime() + 60_000);
      const { body } = delivered(push, kit, genuine(kit, kit.said, later), later);
      expect(push.events(body)).toEqual(first);
      const others = eventsOf(push, kit, genuine(kit, kit.other)).map(({ id }) => id);
      expect(others).not.toContain(first[0]?.id);
    },
  },
  {
    name: 'takes words away under the id under which they were said',
    concerns: (kit) => kit.unsaid !== undefined,
    run: (connector, kit) => {
      const push = pushOf(connector);
      const { post } = saidIn(eventsOf(push, kit, genuine(kit)));
      const signed = genuine(kit, kit.unsaid);
      const gone = eventsOf(push, kit, { ...signed, headers: { ...signed.headers, ...kit.unsaidHeaders } });
      expect(gone).toMatchObject([{ kind: 'unsaid', network: connector.id, post: post.id }]);
    },
  },
  {
    name: 'is silent about kinds that are none of our business',
    run: (connector, kit) => {
      const push = pushOf(connector);
      expect(kit.idle.length).toBeGreaterThan(0);
      for (const text of kit.idle)
        expect(push.events(keptOf(connector, kit, text)), text.slice(0, 80)).toEqual([]);
    },
  },
  {
    name: 'answers a genuine handshake at once and keeps nothing of it',
    concerns: (kit) => kit.handshakes !== undefined,
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const { body, status, answer } of kit.handshakes ?? []) {
        const pushed = push.receive(secretsOf(kit), genuine(kit, body), NOW);
        expect(pushed).toMatchObject({ kind: 'answer', status });
        expect(pushed?.kind === 'answer' ? (pushed.body ?? '') : undefined).toBe(answer);
      }
    },
  },
  {
    name: 'answers a genuine visit at once, with either of two secrets that are valid',
    concerns: (kit) => kit.visit !== undefined,
    run: (connector, kit) => {
      for (const key of kit.keys.slice(0, 2)) {
        const visit = kit.visit?.(key);
        const pushed = visit && pushOf(connector).receive(secretsOf(kit), visit.request, NOW);
        expect(pushed).toMatchObject({ kind: 'answer', status: 200, body: visit?.answer });
      }
    },
  },
  {
    name: 'does not mind fields it does not know',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const plain = saidIn(eventsOf(push, kit, genuine(kit)));
      const { by, post, at } = saidIn(eventsOf(push, kit, genuine(kit, extended(kit.said))));
      expect({ by, post, at }).toEqual({ by: plain.by, post: plain.post, at: plain.at });
    },
  },
  {
    name: 'calls an unknown shape, and what is no JSON, malformed, and shows nothing of it',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const cut = kit.said.slice(0, -2);
      for (const text of [kit.strange, cut, '', 'no JSON', '"a text"', 'null']) {
        const signed = genuine(kit, text);
        const pushed = push.receive(secretsOf(kit), signed, NOW);
        if (pushed?.kind !== 'delivery') throw new Error(`genuine, but not kept: ${text.slice(0, 20)}`);
        let thrown: unknown;
        try {
          push.events(pushed.body);
        } catch (error) {
          thrown = error;
        }
        if (!(thrown instanceof Failure))
          throw new Error(`no Failure for ${text.slice(0, 20)}`, { cause: thrown });
        expect(thrown.kind).toBe('malformed');
        const shown = inspect(thrown, { depth: 12, showHidden: true });
        for (const hidden of [kit.words, ...secretsOf(kit)]) expect(shown).not.toContain(hidden);
      }
    },
  },
  {
    name: 'never throws while it verifies, whatever arrives, and lets none of it in',
    run: (connector, kit) => {
      const push = pushOf(connector);
      const names = [...Object.keys(genuine(kit).headers), kit.time ?? kit.proof];
      const headers = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 200 }));
      const body = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytes));
      fc.assert(
        fc.property(headers, body, fc.constantFrom('POST', 'GET', ''), (given, sent, method) => {
          const inbound = { ...request(Buffer.from(sent), given), method };
          expect(push.receive(secretsOf(kit), inbound, NOW)?.kind).toBeUndefined();
        }),
        { numRuns: 100 },
      );
    },
  },
  {
    name: 'keeps what is genuine though it is no JSON, so that it is found among what failed',
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const text of ['', 'no JSON', '{"cut":', '\0']) {
        const pushed = push.receive(secretsOf(kit), genuine(kit, text), NOW);
        expect(pushed?.kind, text).toBe('delivery');
      }
    },
  },
  {
    name: 'says what has to be entered there, in sentences',
    run: (connector, kit) => {
      const { says, brings } = pushOf(connector);
      expect(says).toMatch(/^[A-Z].{10,}\.$/);
      for (const { secret } of kit.keys) if (brings) expect(secret).toMatch(brings);
    },
  },
];
