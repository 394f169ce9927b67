import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { discord } from './index.ts';
import { push } from './push.ts';

/** A fixed key pair: its public half is what the application's page shows. */
function key(seed: string): Key {
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(seed.repeat(32), 'hex'),
  ]);
  const mine = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const shown = createPublicKey(mine).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return {
    secret: shown,
    sign: (body, at) => {
      const time = String(Math.floor(at.getTime() / 1000));
      const signature = sign(null, Buffer.concat([Buffer.from(time), body]), mine).toString('hex');
      return { 'x-signature-timestamp': time, 'x-signature-ed25519': signature };
    },
  };
}

const author = { id: '1130000000000000001', username: 'Mae', global_name: 'Mae Falk', avatar: null };
const message = {
  ...{ id: '1130000000000000009', type: 0, content: 'Is it fast?', lobby_id: '1130000000000000002' },
  ...{ channel_id: '1130000000000000002', author, timestamp: '2026-01-02T10:00:00.000000+00:00', flags: 0 },
};
const told = (type: string, data: unknown) => ({
  ...{ version: 1, application_id: '1234560123453231555', type: 1 },
  event: { type, timestamp: '2026-01-02T10:05:00.064834', data },
});
const said = (type: string, data: unknown) => push.events(Buffer.from(JSON.stringify(told(type, data))));

pushContract(discord, {
  keys: [key('01'), key('02'), key('03')],
  proof: 'x-signature-ed25519',
  time: 'x-signature-timestamp',
  signs: 'the body',
  said: JSON.stringify(told('LOBBY_MESSAGE_CREATE', message)),
  unsaid: JSON.stringify(told('LOBBY_MESSAGE_DELETE', { id: message.id, lobby_id: message.lobby_id })),
  other: JSON.stringify(told('LOBBY_MESSAGE_CREATE', { ...message, id: '1130000000000000010' })),
  idle: [JSON.stringify(told('ENTITLEMENT_CREATE', { id: '1' })), JSON.stringify(told('constructor', {}))],
  strange: JSON.stringify(told('LOBBY_MESSAGE_CREATE', { content: 'Is it fast?' })),
  words: 'Is it fast?',
  handshakes: [
    { body: '{"version":1,"application_id":"1234560123453231555","type":0}', status: 204, answer: '' },
  ],
});

describe('Discord’s deliveries', () => {
  it('tell who said what in a lobby, and an edit as the same message', () => {
    expect(said('LOBBY_MESSAGE_CREATE', message)).toMatchObject([
      {
        post: { id: '1130000000000000002/1130000000000000009', text: 'Is it fast?' },
        by: { id: '1130000000000000001', handle: 'mae', name: 'Mae Falk', provenance: { basis: 'consent' } },
      },
    ]);
    const edited = { ...message, content: 'Is it very fast?', edited_timestamp: '2026-01-02T10:04:00+00:00' };
    expect(said('LOBBY_MESSAGE_UPDATE', edited)).toMatchObject([
      { at: new Date('2026-01-02T10:04:00Z'), post: { id: '1130000000000000002/1130000000000000009' } },
    ]);
  });

  it('of somebody who takes back what they had allowed say that nothing of theirs may stay', () => {
    expect(said('APPLICATION_DEAUTHORIZED', { user: author })).toMatchObject([
      {
        kind: 'profile gone',
        at: new Date('2026-01-02T10:05:00.064Z'),
        profile: { id: '1130000000000000001' },
      },
    ]);
  });

  it('are refused under a key that is none', () => {
    const body = Buffer.from('{}');
    const inbound = { method: 'POST', path: '/', headers: key('01').sign(body, NOW), body };
    for (const none of ['', 'ff'.repeat(32), 'zz'.repeat(32), 'ff'])
      expect(push.receive([none], inbound, NOW)).toBeUndefined();
  });
});
