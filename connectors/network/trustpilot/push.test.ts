import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import created from './fixtures/review-created.json' with { type: 'json' };
import { trustpilot } from './index.ts';
import { push } from './push.ts';

/** The contract carries the proof in a header; Trustpilot carries it in the address. */
const PROOF = 'x-carried-in-the-address';
const key = (secret: string): Key => ({ secret, sign: () => ({ [PROOF]: secret }) });

function carried({ headers, path, ...inbound }: Inbound): Inbound {
  const { [PROOF]: proof, ...others } = headers;
  const query = proof === undefined ? '' : `?secret=${encodeURIComponent(proof.toWellFormed())}`;
  return { ...inbound, headers: others, path: path + query };
}

const [event] = created.events;
const review = event?.eventData;
const told = (eventName: string, eventData: object | undefined) =>
  JSON.stringify({ events: [{ eventName, version: '1', eventData }] });
const delivery = (text: string, now = NOW) => {
  const inbound = carried({ method: 'POST', path: '/', headers: { [PROOF]: 'k' }, body: Buffer.from(text) });
  const pushed = push.receive(['k'], inbound, now);
  if (pushed?.kind !== 'delivery') throw new Error('a genuine request should be a delivery');
  return pushed;
};
const said = (text: string, now = NOW) => push.events(delivery(text, now).body);

pushContract(
  {
    ...trustpilot,
    push: { ...push, receive: (secrets, inbound, now) => push.receive(secrets, carried(inbound), now) },
  },
  {
    keys: [key('one-fictional-c0ffee'), key('the-one-before-c0ffee'), key('a-strangers-c0ffee')],
    proof: PROOF,
    signs: 'nothing',
    said: JSON.stringify(created),
    unsaid: told('service-review-deleted', { id: review?.id }),
    other: told('service-review-created', { ...review, id: '62c8968be77911f2449e9f75' }),
    idle: [
      told('product-review-created', { id: 'x' }),
      told('constructor', {}),
      JSON.stringify({ events: [] }),
    ],
    strange: told('service-review-created', { ...review, stars: 6 }),
    words: 'After an hour of work the reader jams.',
  },
);

describe('Trustpilot’s deliveries', () => {
  it('tell the stars and the words, and have the reviewer asked for, whose invitation only the API knows', () => {
    expect(said(JSON.stringify(created))).toMatchObject([
      {
        kind: 'said',
        at: new Date('2026-02-03T09:30:00Z'),
        post: { kind: 'review', text: '★★☆☆☆ Cards jam at speed\n\nAfter an hour of work the reader jams.' },
        by: { name: 'Ada L.', emails: [], states: [] },
      },
      { kind: 'profile changed', profile: { network: 'trustpilot', id: review?.consumer.id } },
    ]);
  });

  it('of a revision are the same review, as it is since then', () => {
    const revised = { ...review, stars: 5, text: 'They sent another reader.' };
    const [dated] = said(told('service-review-updated', { ...revised, updatedAt: '2026-02-05T10:00:00Z' }));
    expect(dated).toMatchObject({
      at: new Date('2026-02-05T10:00:00Z'),
      post: { id: review?.id, publishedAt: new Date('2026-02-03T09:30:00Z') },
    });
    // Trustpilot does not always date it: then it was when it came.
    expect(said(told('service-review-updated', revised))).toMatchObject([{ at: NOW }, { at: NOW }]);
  });

  it('may tell several things at once', () => {
    const events = [
      ...created.events,
      { eventName: 'service-review-deleted', eventData: { id: 'f'.repeat(24) } },
    ];
    expect(said(JSON.stringify({ events })).map(({ kind }) => kind)).toEqual([
      'said',
      'profile changed',
      'unsaid',
    ]);
  });

  it('are the same delivery whenever they come again, deletions included', () => {
    const gone = told('service-review-deleted', { id: review?.id });
    const later = new Date(NOW.getTime() + 60_000);
    expect(delivery(gone, later).id).toBe(delivery(gone).id);
    expect(said(gone, later).map(({ id }) => id)).toEqual(said(gone).map(({ id }) => id));
  });

  it.each([
    '?secret=k&secret=k',
    '?secret=k&secret=x',
    '?Secret=k',
    '?secret',
    '?x=k',
    '#secret=k',
    '?secret=k%20',
  ])('are refused where the address ends in %s', (end) => {
    const inbound = {
      method: 'POST',
      path: `/webhooks/trustpilot/crm-1${end}`,
      headers: {},
      body: Buffer.from('{}'),
    };
    expect(push.receive(['k'], inbound, NOW)).toBeUndefined();
  });
});
