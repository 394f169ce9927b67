import { verifyToken } from '../../src/core/hub-handshake.ts';
import { HUB, signatureOf } from '../../src/core/signature.ts';
import type { Key, PushKit } from '../contract/network/push-kit.ts';

/** An app's secret, and how its hub signs with it. */
export const hubKey = (secret: string): Key => ({
  secret,
  sign: (body) => ({ 'content-type': 'application/json', [HUB.header]: signatureOf(HUB, secret, body) }),
});

/** What every hub of this kind brings to the contract: three apps' secrets, and its visit. */
export const atHub = (network: string) =>
  ({
    keys: [hubKey('a1'.repeat(16)), hubKey('b2'.repeat(16)), hubKey('c3'.repeat(16))],
    proof: HUB.header,
    signs: 'the body',
    visit: ({ secret }) => ({
      request: {
        ...{ method: 'GET', headers: {}, body: Buffer.alloc(0) },
        path: `/webhooks/${network}/crm-1?${new URLSearchParams({
          'hub.mode': 'subscribe',
          'hub.challenge': '1158201444',
          'hub.verify_token': verifyToken(secret),
        }).toString()}`,
      },
      answer: '1158201444',
    }),
  }) satisfies Partial<PushKit>;
