import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import { atHub } from '../../../tests/support/hub-key.ts';
import delivered from './fixtures/comment.json' with { type: 'json' };
import { facebook } from './index.ts';
import { push } from './push.ts';

const [entry] = delivered.entry;
const [change] = entry?.changes ?? [];
if (!entry || !change) throw new Error('the fixture holds a change');
const { from, post_id, comment_id } = change.value;
const told = (more: object, field = 'feed', time = entry.time) => ({
  object: 'page',
  entry: [{ ...entry, time, changes: [{ field, value: { ...change.value, ...more } }] }],
});
const read = (payload: unknown) => push.events(Buffer.from(JSON.stringify(payload)));
const story = { item: 'status', comment_id: undefined, parent_id: undefined, message: 'It jams at speed' };

pushContract(facebook, {
  ...atHub('facebook'),
  said: JSON.stringify(delivered),
  unsaid: JSON.stringify(told({ verb: 'remove', message: undefined }, 'feed', 1_767_348_060)),
  other: JSON.stringify(told({ comment_id: '101_9' })),
  idle: [
    JSON.stringify(told({ item: 'like', comment_id: undefined })),
    JSON.stringify(told({ verb: 'hide' })),
    JSON.stringify(told({}, 'ratings')),
    JSON.stringify({ ...delivered, object: 'instagram' }),
  ],
  strange: JSON.stringify({
    object: 'page',
    entry: [{ ...entry, changes: [{ field: 'feed', value: { message: 'Is it fast?' } }] }],
  }),
  words: 'Is it fast?',
});

describe('Facebook’s deliveries', () => {
  it.each([
    ['of the delivery', told({}, 'feed', 1e16)],
    ['of what was said', told({ created_time: 1e13 })],
  ])('from a time %s that no clock shows are of an unknown shape', (_what, payload) => {
    expect(() => read(payload)).toThrow(/unknown shape/);
  });

  it('tell who commented on what, under the ids that reading the Page finds too', () => {
    expect(read(delivered)).toMatchObject([
      {
        at: new Date('2026-01-02T10:00:01Z'),
        post: {
          ...{ id: comment_id, kind: 'comment', conversation: post_id, inReplyTo: post_id },
          publishedAt: new Date('2026-01-02T10:00:00Z'),
        },
        by: { id: '5550001', name: 'Mae Falk' },
      },
    ]);
    expect(read(told({ comment_id: '101_2', parent_id: '101_1' }))).toMatchObject([
      { post: { kind: 'reply', inReplyTo: '101_1', conversation: post_id } },
    ]);
    expect(read(told(story))).toMatchObject([{ post: { kind: 'post', id: post_id } }]);
  });

  it('tell an edit as the same comment, and a later one as newer', () => {
    const edited = read(told({ verb: 'edited', message: 'Is it very fast?' }, 'feed', 1_767_348_030));
    expect(edited).toMatchObject([
      { at: new Date('2026-01-02T10:00:30Z'), post: { id: comment_id, text: 'Is it very fast?' } },
    ]);
  });

  it('tell a reaction as one of its author’s to something, which another one replaces', () => {
    const reacts = (reaction_type: string, verb = 'add') =>
      read(told({ item: 'reaction', verb, reaction_type, message: undefined }));
    const id = `${comment_id} ${from.id}`;
    expect(reacts('love')).toMatchObject([{ post: { id, kind: 'reaction', text: '❤️' } }]);
    expect(reacts('angry', 'edit')).toMatchObject([{ post: { id, text: '😡' } }]);
    expect(reacts('love', 'remove')).toMatchObject([{ kind: 'unsaid', post: id }]);
    expect(reacts('constructor')).toEqual([]);
  });

  it('of the Page itself, of nobody, and without words are nothing said', () => {
    for (const more of [{ from: { id: entry.id, name: 'Acme' } }, { from: undefined }, { message: ' ' }])
      expect(read(told(more)), JSON.stringify(more)).toEqual([]);
  });
});
