import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import { atHub } from '../../../tests/support/hub-key.ts';
import delivered from './fixtures/comment.json' with { type: 'json' };
import { instagram } from './index.ts';
import { push } from './push.ts';

const [entry] = delivered.entry;
const [change] = entry?.changes ?? [];
if (!entry || !change) throw new Error('the fixture holds a change');
const told = (more: object, field = 'comments') => ({
  object: 'instagram',
  entry: [{ ...entry, changes: [{ field, value: { ...change.value, ...more } }] }],
});
const read = (payload: unknown) => push.events(Buffer.from(JSON.stringify(payload)));

pushContract(instagram, {
  ...atHub('instagram'),
  said: JSON.stringify(delivered),
  other: JSON.stringify(told({ id: '17865799348089040' })),
  idle: [
    JSON.stringify(told({ media_id: '1', reach: 1 }, 'story_insights')),
    JSON.stringify({ ...delivered, object: 'page' }),
    JSON.stringify({ object: 'instagram', entry: [{ id: '1', time: 1, messaging: [{}] }] }),
  ],
  strange: JSON.stringify({
    object: 'instagram',
    entry: [{ ...entry, changes: [{ field: 'comments', value: { text: 'Is it fast?' } }] }],
  }),
  words: 'Is it fast?',
});

describe('Instagram’s deliveries', () => {
  it('tell who commented on what, and which comment was answered', () => {
    expect(read(delivered)).toMatchObject([
      {
        at: new Date('2026-01-02T10:00:00Z'),
        post: { kind: 'comment', conversation: '18030000000000001', inReplyTo: '18030000000000001' },
        by: { id: '5550001', handle: 'bo.ruiz', url: 'https://www.instagram.com/bo.ruiz/' },
      },
    ]);
    expect(read(told({ parent_id: '17865799348089001' }, 'live_comments'))).toMatchObject([
      { post: { kind: 'reply', inReplyTo: '17865799348089001' } },
    ]);
  });

  it('tell of a mention by numbers alone, to be read by: of a comment, or of a caption', () => {
    const mention = (value: object) => ({
      object: 'instagram',
      entry: [{ ...entry, changes: [{ field: 'mentions', value }] }],
    });
    const at = new Date('2026-01-02T10:00:00Z');
    expect(read(mention({ media_id: '18030000000000009', comment_id: '17865799348089050' }))).toMatchObject([
      { kind: 'told of', network: 'instagram', of: '18030000000000009/17865799348089050', at },
    ]);
    expect(read(mention({ media_id: '18030000000000009' }))).toMatchObject([
      { kind: 'told of', of: '18030000000000009' },
    ]);
    expect(() => read(mention({ media_id: '1){id},business_discovery' }))).toThrow('unknown shape');
  });

  it('of the account itself, and without words, are nobody’s', () => {
    for (const more of [
      { from: { id: entry.id, username: 'acme' } },
      { from: { id: '9', username: 'acme', self_ig_scoped_id: '10' } },
      { text: '' },
    ])
      expect(read(told(more)), JSON.stringify(more)).toEqual([]);
  });
});
