import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import { push } from './push.ts';
import { DISCORD } from './wire.ts';

/** A Discord application of the customer's own, which tells what happens in its lobbies and who leaves it. */
export const discord = defineNetwork({
  id: DISCORD,
  title: 'Discord',
  base: '',
  onlyHeard: true,
  settings: z.strictObject({}),
  addresses: {
    network: DISCORD,
    title: 'Discord',
    hosts: ['discord.com', 'discordapp.com'],
    // Pages stand under the id alone; the CRM and whoever agrees may also name the username.
    paths: [/^\/users\/([A-Za-z0-9_.]{2,32})\/?(?:[?#]|$)/],
    handle: /^[a-z0-9_.]{2,32}$/,
    fold: 'lower',
    reserved: [],
    url: 'https://discord.com/users/{handle}',
    aliases: [],
  },
  limits: { requests: 60, perSeconds: 60, together: 1 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: true,
    clause:
      'Nobody is contacted outside Discord, and no profile of a member is made, without their explicit permission; what ' +
      'is told of somebody who did not give it is not kept.',
    source: 'https://support-dev.discord.com/hc/en-us/articles/8563934450327-Discord-Developer-Policy',
  },
  push,
  connect: () => ({ profile: () => Promise.resolve(undefined) }),
});
