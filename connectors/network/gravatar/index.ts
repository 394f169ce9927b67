import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getProfile, hashOf } from './api.ts';
import type { Tools } from './api.ts';
import { GRAVATAR, toProfile } from './wire.ts';

const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Gravatar: the one lawful way from an e-mail address to the profile its owner published. Keyed on the hash. */
export const gravatar = defineNetwork({
  id: GRAVATAR,
  title: 'Gravatar',
  base: 'https://api.gravatar.com/v3',
  settings: z.object({ apiKey: z.string().min(1).optional() }),
  addresses: {
    network: GRAVATAR,
    title: 'Gravatar',
    hosts: ['gravatar.com', 'en.gravatar.com'],
    paths: [/^\/(?:profiles\/)?([A-Za-z0-9_-]+)\/?(?:[?#]|$)/],
    handle: SLUG,
    fold: 'lower',
    reserved: [
      'about',
      'avatar',
      'blog',
      'connect',
      'developers',
      'emails',
      'gravatars',
      'login',
      'logout',
      'privacy',
      'profile',
      'profiles',
      'signup',
      'site',
      'support',
      'terms',
    ],
    url: 'https://gravatar.com/{handle}',
    aliases: [],
  },
  limits: { requests: 100, perSeconds: 3600, together: 2 },
  limitsWith: ({ apiKey }) => (apiKey ? { requests: 1_000, perSeconds: 3600, together: 4 } : undefined),
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The profile belongs to the owner of the e-mail address, who chose what everybody may see of it. ' +
      'Gravatar asks to be named where its data is shown.',
    source: 'https://docs.gravatar.com/rest-api',
  },
  connect: (tools): Network => ({
    profile: async (at) => {
      const identifier = 'id' in at ? at.id : at.handle.toLowerCase();
      return SLUG.test(identifier) ? look(tools, identifier) : undefined;
    },
    profileByEmail: async (email) => {
      const address = email.trim().toLowerCase();
      return address.includes('@') ? look(tools, hashOf(address), address) : undefined;
    },
  }),
});

async function look(tools: Tools, identifier: string, email?: string) {
  const found = await getProfile(tools, identifier);
  return found && toProfile(found, email, tools.now());
}
