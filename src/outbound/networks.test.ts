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
