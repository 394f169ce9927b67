import type { Taken } from '../../src/core/outgoing/attempt.ts';
import type { Message, Webhooks } from '../../src/ports/outgoing-events.ts';

/** Customers' endpoints that only remember what they were sent, and answer what a test says. */
export interface Receivers {
  readonly webhooks: Webhooks;
  readonly got: Message[];
  /** How the next ones are taken. */
  readonly state: { answers: (message: Message) => Taken | Promise<Taken> };
}

export function openReceivers(): Receivers {
  const got: Message[] = [];
  const state: Receivers['state'] = { answers: () => ({ taken: true, status: 204 }) };
  let secrets = 0;
  return {
    got,
    state,
    webhooks: {
      publicUrl: 'https://kith.example',
      refusal: (url) => (url.startsWith('https://') ? undefined : 'Nothing is sent unencrypted.'),
      newSecret: () => `whsec_${Buffer.from(`secret number ${secrets++}, long enough`).toString('base64')}`,
      send: async (message) => {
        got.push(message);
        return state.answers(message);
      },
    },
  };
}
