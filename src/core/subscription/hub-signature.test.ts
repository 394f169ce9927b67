import { createHmac } from 'node:crypto';
import { describe, it } from 'vitest';
import { website } from '../../../connectors/network/website/index.ts';
import { PUSH_ATTACKS } from '../../../tests/contract/network/push-attacks.ts';
import type { Key, PushKit } from '../../../tests/contract/network/push-kit.ts';
import type { NetworkConnector } from '../../ports/network.ts';
import { DeliveryId } from '../ids.ts';
import { isSignedByHub } from './hub-signature.ts';

/** A hub as a network that calls: it signs the body, and nothing else of a request decides. */
const hub = {
  ...website,
  push: {
    says: 'Nothing has to be entered there.',
    receive: (secrets, inbound) =>
      inbound.method === 'POST' && isSignedByHub(secrets, inbound)
        ? { kind: 'delivery', id: DeliveryId.parse('one'), body: inbound.body }
        : undefined,
    events: () => [],
  },
} satisfies NetworkConnector;

const kitOf = (method: string): PushKit => {
  const key = (secret: string): Key => ({
    secret,
    sign: (body) => ({
      'x-hub-signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}`,
    }),
  });
  return {
    keys: [key('one-fictional-secret'), key('the-one-before-it'), key('a-strangers')],
    ...{ proof: 'x-hub-signature', signs: 'the body' },
    said: '{ "version": "https://jsonfeed.org/version/1.1", "items": [{ "id": "1", "content_text": "Hello" }] }',
    other: '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
    ...{ idle: [], strange: '{}', words: 'Hello' },
  };
};

describe.each(['sha1', 'sha256', 'sha384', 'sha512'])('a delivery of a hub that signs with %s', (method) => {
  const kit = kitOf(method);
  const concerned = PUSH_ATTACKS.filter(({ concerns }) => concerns?.(kit) ?? true);
  it.each(concerned)('$name', ({ run }) => run(hub, kit));
});
