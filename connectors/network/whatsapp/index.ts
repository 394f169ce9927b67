import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import { push } from './push.ts';
import { WHATSAPP } from './wire.ts';

/** WhatsApp, as people write to a number of the customer's own. */
export const whatsapp = defineNetwork({
  id: WHATSAPP,
  title: 'WhatsApp',
  base: '',
  onlyHeard: true,
  settings: z.strictObject({}),
  addresses: {
    network: WHATSAPP,
    title: 'WhatsApp',
    hosts: ['wa.me', 'api.whatsapp.com'],
    paths: [
      /^\/\+?([1-9][0-9]{6,14})\/?(?:[?#]|$)/,
      /^\/send\/?\?(?:[^#]*&)?phone=\+?([1-9][0-9]{6,14})(?:[&#]|$)/,
    ],
    handle: /^[1-9][0-9]{6,14}$/,
    fold: 'lower',
    reserved: [],
    url: 'https://wa.me/{handle}',
    aliases: ['wa'],
  },
  limits: { requests: 60, perSeconds: 60, together: 1 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'Who wrote to the business may be answered within 24 hours; beyond that, and to anybody else, only with their opt-in ' +
      'and an approved template. What they wrote serves the conversation with them, and goes to nobody else.',
    source: 'https://whatsappbusiness.com/policy',
  },
  push,
  connect: () => ({ profile: () => Promise.resolve(undefined) }),
});
