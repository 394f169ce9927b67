import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { slack } from './index.ts';
import { push } from './push.ts';

const key = (secret: string): Key => ({
  secret,
  sign: (body, at) => {
    const time = String(Math.floor(at.getTime() / 1000));
    const mac = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex');
    return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${mac}` };
  },
});

const message = {
  ...{ type: 'message', user: 'U061F7AUR', text: 'Is it fast?', ts: '1767348000.000200', team: 'T061EG9R6' },
  ...{ channel: 'C0LAN2Q65', event_ts: '1767348000.000200', channel_type: 'channel' },
};
const told = (event: object, event_id = 'Ev0PV52K25') => ({
  ...{ token: 'XXYYZZ', team_id: 'T061EG9R6', api_app_id: 'A0FFV41KK', event_time: 1_767_348_000 },
  ...{ type: 'event_callback', event_id, event },
});
const said = (event: object) => push.events(Buffer.from(JSON.stringify(told(event))));
const deleted = {
  ...{ type: 'message', subtype: 'message_deleted', channel: 'C0LAN2Q65', channel_type: 'channel' },
  ...{
    deleted_ts: message.ts,
    ts: '1767348060.000100',
    event_ts: '1767348060.000100',
    previous_message: message,
  },
};

pushContract(slack, {
  keys: [
    key('8f742231b10e8888abcd99yyyzzz85a5'.replaceAll(/[yz]/g, '0')),
    key('a'.repeat(32)),
    key('b'.repeat(32)),
  ],
  proof: 'x-slack-signature',
  time: 'x-slack-request-timestamp',
  signs: 'the body',
  said: JSON.stringify(told(message)),
  unsaid: JSON.stringify(told(deleted, 'Ev2')),
  other: JSON.stringify(told({ ...message, ts: '1767348001.000200' }, 'Ev3')),
  idle: [
    JSON.stringify(told({ type: 'reaction_added', user: 'U061F7AUR', reaction: 'tada' })),
    JSON.stringify({ type: 'app_rate_limited', team_id: 'T061EG9R6' }),
  ],
  strange: JSON.stringify(told({ type: 'message', text: 'Is it fast?' })),
  words: 'Is it fast?',
  handshakes: [
    {
      body: JSON.stringify({ token: 'X', challenge: '3eZbrw1aBm2rZgRNFdxV', type: 'url_verification' }),
      ...{ status: 200, answer: '3eZbrw1aBm2rZgRNFdxV' },
    },
  ],
  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  published: {
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    at: new Date(1_531_420_618_000),
    request: {
      ...{ method: 'POST', path: '/' },
      body: Buffer.from(
        'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
      ),
      headers: {
        'x-slack-request-timestamp': '1531420618',
        'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      },
    },
  },
});

describe('Slack’s deliveries', () => {
  it('tell of threads, edits and deletions of one message under one id', () => {
    const [first] = said(message);
    expect(first).toMatchObject({
      at: new Date(1_767_348_000_000),
      post: { id: 'T061EG9R6/C0LAN2Q65/1767348000.000200', kind: 'post', profile: 'T061EG9R6/U061F7AUR' },
      by: { handle: 'u061f7aur', url: 'https://app.slack.com/team/U061F7AUR' },
    });
    const edited = {
      ...{ type: 'message', subtype: 'message_changed', channel: 'C0LAN2Q65', channel_type: 'channel' },
      ...{ event_ts: '1767348030.000100', message: { ...message, text: 'Is it very fast?' } },
    };
    expect(said(edited)).toMatchObject([
      {
        kind: 'said',
        at: new Date(1_767_348_030_000),
        post: { id: 'T061EG9R6/C0LAN2Q65/1767348000.000200' },
      },
    ]);
    expect(said({ ...message, ts: '1767348002.000100', thread_ts: message.ts })).toMatchObject([
      { post: { kind: 'reply', conversation: 'T061EG9R6/C0LAN2Q65/1767348000.000200' } },
    ]);
  });

  it.each(['group', 'im', 'mpim', undefined])(
    'of a place that is not open to all (%s) are nobody’s public words',
    (channel_type) => {
      expect(said({ ...message, channel_type })).toEqual([]);
      expect(said({ ...deleted, channel_type })).toEqual([]);
    },
  );

  it('of members say what their profile says, by the address that Slack has confirmed', () => {
    const user = { id: 'U061F7AUR', team_id: 'T061EG9R6', is_bot: false, deleted: false };
    const profile = { real_name: 'Mae Falk', display_name: 'mae', title: 'CTO', email: 'Mae@acme.example' };
    const member = (more: object) =>
      said({ type: 'user_change', event_ts: '1767348030.000100', user: { ...user, profile, ...more } });
    expect(member({})).toMatchObject([
      {
        kind: 'profile told',
        at: new Date(1_767_348_030_000),
        by: {
          ...{ id: 'T061EG9R6/U061F7AUR', handle: 'u061f7aur', name: 'Mae Falk', title: 'CTO' },
          ...{ emails: ['mae@acme.example'], keyedBy: 'mae@acme.example' },
        },
      },
    ]);
    expect(member({ is_email_confirmed: false })[0]).not.toHaveProperty('by.keyedBy');
    expect(member({ profile: undefined })).toMatchObject([{ by: { emails: [] } }]);
    expect(member({ deleted: true })).toMatchObject([
      { kind: 'profile gone', profile: { id: 'T061EG9R6/U061F7AUR' } },
    ]);
    expect(member({ is_bot: true })).toEqual([]);
  });

  it('of bots, joins and notices are nobody’s words', () => {
    for (const more of [{ bot_id: 'B1' }, { subtype: 'channel_join' }, { text: ' ' }, { user: undefined }])
      expect(said({ ...message, ...more }), JSON.stringify(more)).toEqual([]);
  });
});
