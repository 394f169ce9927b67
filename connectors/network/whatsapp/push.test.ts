import { describe, expect, it } from 'vitest';
import { pushContract } from '../../../tests/contract/network/push.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { atHub, hubKey } from '../../../tests/support/hub-key.ts';
import delivered from './fixtures/messages.json' with { type: 'json' };
import { whatsapp } from './index.ts';
import { push } from './push.ts';

const [entry] = delivered.entry;
const [first] = entry?.changes ?? [];
if (!first) throw new Error('the fixture holds a change');
const { contacts, messages } = first.value;
const [text] = messages;
const from = text?.from;

/** A delivery of changes, each with what it holds. */
const told = (...values: readonly object[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: values.map((value) => ({ field: 'messages', value: { ...first.value, ...value } })),
    },
  ],
});
const read = (payload: unknown) => push.events(Buffer.from(JSON.stringify(payload)));
const wrote = (more: object) => read(told({ messages: [{ ...text, ...more }] }));

pushContract(whatsapp, {
  ...atHub('whatsapp'),
  said: JSON.stringify(told({ messages: [text] })),
  unsaid: JSON.stringify(
    told({
      messages: [
        {
          ...{ from, id: 'wamid.later', timestamp: '1767348100', type: 'revoke' },
          revoke: { original_message_id: text?.id },
        },
      ],
    }),
  ),
  other: JSON.stringify(told({ messages: [{ ...text, id: 'wamid.another' }] })),
  idle: [
    JSON.stringify(told({ messages: undefined, contacts: undefined, statuses: [{ status: 'delivered' }] })),
    JSON.stringify({ ...delivered, object: 'page' }),
    JSON.stringify(told({ messages: [{ ...text, type: 'constructor' }] })),
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } }] }],
    }),
  ],
  strange: JSON.stringify(told({ messages: [{ type: 'text', text: { body: 'Is it fast?' } }] })),
  words: 'Is it fast?',
});

describe('WhatsApp’s deliveries', () => {
  it('tell who wrote to the customer, under the number that is theirs alone', () => {
    expect(read(delivered)[0]).toMatchObject({
      kind: 'said',
      at: new Date('2026-01-02T10:00:00Z'),
      post: { kind: 'direct message', text: 'Is it fast?', url: 'https://wa.me/4721987654' },
      by: { id: '4721987654', name: 'Mae Falk', keyedBy: '+4721987654', handle: '4721987654' },
    });
  });

  it('tell what was typed, tapped on, put below a picture, answered and reacted with', () => {
    expect(
      read(delivered).map((event) => event.kind === 'said' && [event.post.kind, event.post.text]),
    ).toEqual([
      ['direct message', 'Is it fast?'],
      ['direct message', 'Yes, call me'],
      ['direct message', 'Next week'],
      ['direct message', 'It looks like this'],
      ['reaction', '👍'],
    ]);
    const [answer] = wrote({ context: { from: '15550783881', id: 'wamid.ours' } });
    expect(answer).toMatchObject({ post: { inReplyTo: 'wamid.ours', conversation: 'wamid.ours' } });
  });

  it('bundle several changes, each of which counts', () => {
    const two = told({ messages: [text] }, { messages: [{ ...text, id: 'wamid.two' }] });
    expect(read({ ...two, entry: [...two.entry, ...two.entry] })).toHaveLength(4);
  });

  it('tell an edit as the same message, and a reaction that is taken back as gone', () => {
    const edit = {
      original_message_id: text?.id,
      message: { type: 'text', text: { body: 'Is it very fast?' } },
    };
    expect(wrote({ id: 'wamid.e', type: 'edit', edit, timestamp: '1767348030' })).toMatchObject([
      { at: new Date('2026-01-02T10:00:30Z'), post: { id: text?.id, text: 'Is it very fast?' } },
    ]);
    const reacted = (emoji?: string) =>
      wrote({ type: 'reaction', id: 'wamid.r', reaction: { message_id: 'wamid.ours', emoji } });
    const [there] = reacted('🎉');
    expect(there).toMatchObject({ kind: 'said', post: { id: 'wamid.ours 4721987654' } });
    for (const nothing of [undefined, ''])
      expect(reacted(nothing)).toMatchObject([{ kind: 'unsaid', post: 'wamid.ours 4721987654' }]);
  });

  it('know who hides the number by the id that they have with this business, and key nothing by it', () => {
    const { from: _, ...hidden } = { from, ...text, from_user_id: 'NO.13491208655302741918' };
    const profile = { name: 'Mae', username: 'maefalk' };
    const who = { user_id: 'NO.13491208655302741918', profile };
    const [event] = read(told({ contacts: [who], messages: [hidden] }));
    expect(event).toMatchObject({ by: { id: 'NO.13491208655302741918', name: 'Mae' } });
    expect(event?.kind === 'said' && event.by).not.toHaveProperty('keyedBy');
    const shown = { ...hidden, from };
    const [known] = read(told({ contacts: [{ ...who, wa_id: from }], messages: [shown] }));
    expect(known).toMatchObject({ by: { id: 'NO.13491208655302741918', keyedBy: '+4721987654' } });
  });

  it('of groups, without words, that WhatsApp does not pass on, or that nobody wrote are nothing said', () => {
    for (const more of [
      { group_id: 'g1' },
      { type: 'unsupported', text: undefined, errors: [{ code: 131_051 }] },
      { type: 'image', image: { id: 'm1' } },
      { type: 'location', location: { latitude: 1, longitude: 2 } },
      { text: { body: ' ' } },
      { from: undefined },
    ])
      expect(wrote(more), JSON.stringify(more)).toEqual([]);
    expect(contacts).toHaveLength(1);
  });

  it('are verified as the escapes that they were sent in, not as the letters that these mean', () => {
    const letters = JSON.stringify(told({ messages: [{ ...text, text: { body: 'Größe?' } }] }));
    const escaped = Buffer.from(letters.replaceAll('ö', '\\u00f6').replaceAll('ß', '\\u00df'));
    const key = hubKey('a1'.repeat(16));
    const inbound = { method: 'POST', path: '/', headers: key.sign(escaped, NOW), body: escaped };
    const pushed = push.receive([key.secret], inbound, NOW);
    expect(pushed?.kind === 'delivery' && push.events(pushed.body)).toMatchObject([
      { post: { text: 'Größe?' } },
    ]);
    expect(push.receive([key.secret], { ...inbound, body: Buffer.from(letters) }, NOW)).toBeUndefined();
  });
});
