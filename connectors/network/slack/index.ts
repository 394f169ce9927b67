import { z } from 'zod';
import { defineNetwork } from '../../../src/ports/network.ts';
import { push } from './push.ts';
import { SLACK } from './wire.ts';

/** A Slack workspace of the customer's own, which tells what is said in its public channels. */
export const slack = defineNetwork({
  id: SLACK,
  title: 'Slack',
  base: '',
  onlyHeard: true,
  settings: z.strictObject({}),
  addresses: {
    network: SLACK,
    title: 'Slack',
    hosts: ['app.slack.com'],
    paths: [/^\/team\/([UWuw][A-Za-z0-9]{4,20})\/?(?:[?#]|$)/],
    handle: /^[uw][a-z0-9]{4,20}$/,
    fold: 'lower',
    reserved: [],
    url: 'https://app.slack.com/team/{handle}',
    aliases: [],
    population: { accounts: 1_000, reach: 0.1 },
  },
  limits: { requests: 60, perSeconds: 60, together: 1 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The workspace is the customer’s own. What is said there may serve its owner, may not be exported in bulk, and no ' +
      'model is trained with it. History is not read: only what is told as it happens is kept.',
    source: 'https://slack.com/terms-of-service/api',
  },
  push,
  connect: () => ({ profile: () => Promise.resolve(undefined) }),
});
