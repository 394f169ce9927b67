import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { telegram } from './index.ts';
import { push } from './push.ts';

const key = (secret: string): Key => ({
  secret,
  sign: () => ({ 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }),
});

const message = {
  message_id: 1365,
  from: {
    id: 1111,
    is_bot: false,
    first_name: 'Mae',
    last_name: 'Falk',
    username: 'MaeFalk',
    language_code: 'de',
  },
  chat: { id: -1_001_234, type: 'supergroup', title: 'Engines', username: 'engines_talk' },
  date: 1_767_348_000,
  text: 'Is it fast?',
};
const update = (told: object, update_id = 10_000) => ({ update_id, ...told });
const said = (told: object) =>
  push.events(Buffer.from(JSON.stringify(update({ message: { ...message, ...told } }))));

pushContract(telegram, {
  keys: [key('one-fictional-c0ffee'), key('the-one-before-c0ffee'), key('a-strangers-c0ffee')],
  proof: 'x-telegram-bot-api-secret-token',
  signs: 'nothing',
  said: JSON.stringify(update({ message })),
  other: JSON.stringify(update({ message: { ...message, message_id: 1366 } }, 10_001)),
  idle: [
    JSON.stringify(update({ poll: { id: '1' } })),
    JSON.stringify(update({ my_chat_member: { chat: message.chat } })),
  ],
  strange: JSON.stringify(update({ message: { text: 'Is it fast?' } })),
  words: 'Is it fast?',
});

describe('Telegram’s updates', () => {
  it('tell who said what in a public group, and an edit as the same message', () => {
    expect(said({})).toMatchObject([
      {
        post: { id: '-1001234/1365', url: 'https://t.me/engines_talk/1365', kind: 'post' },
        by: { id: '1111', handle: 'maefalk', name: 'Mae Falk', url: 'https://t.me/MaeFalk' },
      },
    ]);
    const edited_message = { ...message, edit_date: 1_767_348_100, text: 'Is it very fast?' };
    const [event] = push.events(Buffer.from(JSON.stringify(update({ edited_message }))));
    expect(event).toMatchObject({ at: new Date(1_767_348_100_000), post: { id: '-1001234/1365' } });
    expect(said({ reply_to_message: { message_id: 1364 } })).toMatchObject([
      { post: { kind: 'reply', inReplyTo: '-1001234/1364' } },
    ]);
  });

  it('of private chats, groups without a public name, channels and bots are nobody’s public words', () => {
    const { username: _, ...unnamed } = message.chat;
    for (const more of [
      { chat: { id: 1111, type: 'private', username: 'maefalk' } },
      { chat: unnamed },
      { chat: { ...message.chat, type: 'channel' } },
      { from: { ...message.from, is_bot: true } },
      { from: undefined },
      { text: undefined },
    ])
      expect(said(more), JSON.stringify(more)).toEqual([]);
  });

  it('of somebody without a username lead to what they said', () => {
    const { username: _, ...from } = message.from;
    expect(said({ from })).toMatchObject([{ by: { handle: '1111', url: 'https://t.me/engines_talk/1365' } }]);
  });
});
