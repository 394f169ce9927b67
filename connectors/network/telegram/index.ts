import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import { push } from './push.ts';
import { TELEGRAM } from './wire.ts';

/** Public Telegram groups in which a bot of the customer's own is a member. */
export const telegram = defineNetwork({
  id: TELEGRAM,
  title: 'Telegram',
  base: '',
  onlyHeard: true,
  settings: z.strictObject({}),
  addresses: {
    network: TELEGRAM,
    title: 'Telegram',
    hosts: ['t.me', 'telegram.me', 'telegram.dog'],
    paths: [/^\/(?:s\/)?([A-Za-z][A-Za-z0-9_]{3,31})\/?(?:[?#]|$)/],
    handle: /^[a-z][a-z0-9_]{3,31}$/,
    fold: 'lower',
    reserved: [
      ...[
        'addemoji',
        'addlist',
        'addstickers',
        'addtheme',
        'boost',
        'contact',
        'giftcode',
        'invoice',
        'iv',
        'joinchat',
      ],
      ...['login', 'proxy', 'setlanguage', 'share', 'socks'],
    ],
    url: 'https://t.me/{handle}',
    aliases: ['tg'],
    idIsNoHandle: true,
  },
  limits: { requests: 60, perSeconds: 60, together: 1 },
  terms: {
    keepForDays: 30,
    deleteWithinHours: 720,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'A bot keeps what it needs for its purpose and no longer. Telegram tells bots of no deletion: what was said is kept ' +
      'for 30 days.',
    source: 'https://telegram.org/tos/bot-developers',
  },
  push,
  connect: () => ({ profile: () => Promise.resolve(undefined) }),
});
