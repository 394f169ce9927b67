import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import { atHub } from '../../../tests/support/hub-key.ts';
import delivered from './fixtures/reply.json' with { type: 'json' };
import { threads } from './index.ts';
import { push } from './push.ts';

const { value } = delivered.values;
const told = (field: string, more: object = {}) => ({
  ...delivered,
  values: { field, value: { ...value, ...more } },
});
const read = (payload: unknown) => push.events(Buffer.from(JSON.stringify(payload)));

pushContract(threads, {
  ...atHub('threads'),
  said: JSON.stringify(delivered),
  unsaid: JSON.stringify(told('delete', { deleted_at: '2026-01-02T11:00:00+0000' })),
  other: JSON.stringify(told('replies', { id: '18010000000000077' })),
  idle: [
    JSON.stringify(told('publish')),
    JSON.stringify(told('constructor')),
    JSON.stringify(told('replies', { text: undefined })),
    JSON.stringify(told('replies', { username: value.root_post.username })),
  ],
  strange: JSON.stringify({ ...delivered, values: { field: 'replies', value: { text: 'Is it fast?' } } }),
  words: 'Is it fast?',
});

describe('Threads’ deliveries', () => {
  it('from a time that no clock shows are of an unknown shape', () => {
    expect(() => read({ ...told('delete', { deleted_at: undefined }), time: 1e15 })).toThrow(/unknown shape/);
  });

  it('tell who answered the account, by the name that reading knows them by too', () => {
    expect(read(delivered)).toMatchObject([
      {
        at: new Date('2026-01-02T10:00:00Z'),
        post: {
          ...{ kind: 'reply', conversation: '18010000000000090', inReplyTo: '18010000000000090' },
          url: 'https://www.threads.com/@mae.falk/post/P18010000000000001',
        },
        by: { id: 'mae.falk', handle: 'mae.falk', url: 'https://www.threads.com/@mae.falk' },
      },
    ]);
  });

  it('tell who mentions it, several at once where they are bundled', () => {
    const mention = { field: 'mentions', value: { ...value, replied_to: undefined, root_post: undefined } };
    const both = { ...delivered, values: [mention, { ...delivered.values }] };
    expect(read(both)).toMatchObject([{ post: { kind: 'mention' } }, { post: { kind: 'reply' } }]);
  });
});
