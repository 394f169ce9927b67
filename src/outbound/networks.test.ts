import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NetworkId } from '../core/ids.ts';
import { defineNetwork } from '../ports/network.ts';
import { connectNetworks, grammarsOf, offeredOf } from './networks.ts';
import { PLENTY, testbed } from './testbed.ts';

const bed = testbed();
const ID = NetworkId.parse('forum');
const addresses = {
  network: ID,
  title: 'Forum',
  hosts: ['forum.invalid'],
  paths: [/^\/u\/(\w+)/],
  handle: /^\w+$/,
  fold: 'lower' as const,
  reserved: [],
  url: 'https://forum.invalid/u/{handle}',
  aliases: [],
};

/** A forum that is asked with the customer's key, where the customer has it. */
const forum = defineNetwork({
  id: ID,
  title: 'Forum',
  base: '',
  settings: z.strictObject({ apiKey: z.string().min(5).optional() }),
  needs: ['base', 'apiKey'],
  addresses,
  addressesAt: ({ base }) => ({ ...addresses, hosts: [new URL(base).hostname] }),
  limits: PLENTY,
  limitsWith: ({ apiKey }) => (apiKey ? MORE : undefined),
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause: 'What the forum shows to everybody.',
    source: 'https://forum.invalid/terms',
  },
  connect: ({ settings }) => ({ profile: () => Promise.reject(new Error(settings.base)) }),
});

const MORE = { requests: 5_000, perSeconds: 3600, together: 4 };

const bases = { forum: 'https://talk.ada.example' };
const settings = { forum: { apiKey: 'fictional' } };

describe('a network that needs something of the customer', () => {
  const open = (configured: Parameters<typeof offeredOf>[1]) =>
    connectNetworks([forum], { gate: bed.gate(), now: () => new Date(), ...configured });

  it('is not asked without it, and the settings say which variable gives it', () => {
    expect(open({ bases, settings: {} }).size).toBe(0);
    expect(offeredOf([forum], { bases: {}, settings: {} })[0]?.why).toMatch(
      /KITH_NETWORK_BASE=forum=.+ and KITH_NETWORK_FORUM_API_KEY/,
    );
    expect(offeredOf([forum], { bases, settings })[0]).not.toHaveProperty('why');
  });

  it('is asked with it, where the customer says, and known there by its addresses', () => {
    expect([...open({ bases, settings }).keys()]).toEqual(['forum']);
    expect(grammarsOf([addresses], [forum], { bases, settings })[0]?.hosts).toEqual(['talk.ada.example']);
    expect(grammarsOf([addresses], [forum], { bases, settings: {} })).toEqual([addresses]);
  });

  it('is asked as often as the key allows, and a server on this machine without hurry', () => {
    const asked = (base: string) => {
      const limits: unknown[] = [];
      const gate = {
        askAs: (_: string, given: unknown) => (limits.push(given), () => Promise.reject(new Error())),
      };
      connectNetworks([forum], { gate, now: () => new Date(), settings, bases: { forum: base } });
      return limits;
    };
    expect(asked('https://talk.ada.example')).toEqual([MORE]);
    expect(asked('http://127.0.0.1:4000')).not.toEqual([MORE]);
  });

  it('names the network whose settings cannot be read, and none of what was set', () => {
    expect(() => open({ bases, settings: { forum: { apiKey: 'k', apiKeyy: 'k2' } } })).toThrow(
      /Forum[^]*apiKeyy/,
    );
    expect(() => open({ bases, settings: { forum: { apiKey: 'k-42' } } })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('k-42') as string }) as Error,
    );
  });
});

/** A network that is paid by the question, and whose terms let nobody be matched who did not agree. */
const paid = defineNetwork({
  ...forum,
  id: NetworkId.parse('paid'),
  title: 'Paid',
  base: 'https://api.paid.example',
  settings: z.strictObject({
    callsPerDay: z.coerce.number().int().positive().optional(),
    consentRule: z.string().min(20).optional(),
  }),
  needs: ['callsPerDay', 'consentRule'],
  addressesAt: () => addresses,
  limitsWith: ({ callsPerDay }) =>
    callsPerDay === undefined ? undefined : { requests: callsPerDay, perSeconds: 86_400, together: 1 },
  terms: { ...forum.terms, needsConsent: true, mayShowInFrame: false },
});

describe('a network that costs money and asks for consent', () => {
  const consentRule = 'Our contract asks each customer in paragraph 4.';
  const open = (given: Readonly<Record<string, string>>) => {
    const limits: unknown[] = [];
    const gate = {
      askAs: (_: string, allowed: unknown) => (limits.push(allowed), () => Promise.reject(new Error())),
    };
    connectNetworks([paid], { gate, now: () => new Date(), bases: {}, settings: { paid: given } });
    return limits;
  };

  it('is off until an admin says how much may be spent and how consent is asked for', () => {
    for (const given of [{}, { callsPerDay: '50' }, { consentRule }]) expect(open(given)).toEqual([]);
    expect(offeredOf([paid], { bases: {}, settings: {} })).toMatchObject([
      {
        why: 'It is asked once there is KITH_NETWORK_PAID_CALLS_PER_DAY and KITH_NETWORK_PAID_CONSENT_RULE.',
        terms: {
          rules: expect.arrayContaining([
            'is asked only about people whose consent is recorded',
            'is not shown in a frame',
          ]) as string[],
          clause: paid.terms.clause,
        },
      },
    ]);
    expect(() => open({ callsPerDay: '0', consentRule })).toThrow(/Paid[^]*callsPerDay/);
  });

  it('is then asked within that budget', () => {
    expect(open({ callsPerDay: '50', consentRule })).toEqual([
      { requests: 50, perSeconds: 86_400, together: 1 },
    ]);
  });
});

describe('a network that only tells', () => {
  it('is not asked, and the settings say that it tells by itself', () => {
    const telling = { ...forum, onlyHeard: true as const };
    const configured = { bases, settings };
    expect(connectNetworks([telling], { gate: bed.gate(), now: () => new Date(), ...configured }).size).toBe(
      0,
    );
    expect(offeredOf([telling], configured)[0]?.why).toContain('by itself');
  });
});

describe('a network whose terms forbid matching', () => {
  it('is not asked, and the settings name the clause', () => {
    const closed = { ...forum, terms: { ...forum.terms, mayMatchOutside: false } };
    const configured = { bases, settings };
    expect(connectNetworks([closed], { gate: bed.gate(), now: () => new Date(), ...configured }).size).toBe(
      0,
    );
    expect(offeredOf([closed], configured)[0]).toMatchObject({ why: forum.terms.clause });
  });
});
