import { describe, expect, it } from 'vitest';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { Signal } from '../../../src/core/record/signal.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import { expectKind, straight } from '../../../tests/contract/crm/session.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import {
  DATA,
  LEAD,
  api,
  collection,
  connect,
  describes,
  done,
  field,
  headline,
  open,
  queries,
  refused,
  trouble,
} from './announced.ts';
import { kit } from './kit.ts';

announcedOnly();

describe('writing to Salesforce', () => {
  it('writes contacts and leads in one call, those of a kind side by side, and leaves alone what a lead lacks', async () => {
    describes('Contact', field('AssistantName'));
    describes('Lead');
    const sent = collection([done, done, done]);
    const mapped = { AssistantName: 'Charles' };
    const patches = [kit.id(1), LEAD, kit.id(2)].map((contact): Patch => ({
      contact,
      fields: { headline: 'x' },
      mapped,
    }));
    await open().write(patches);
    expect(sent[0]?.records).toEqual([
      { attributes: { type: 'Contact' }, id: kit.id(1), Kith_Headline__c: 'x', ...mapped },
      { attributes: { type: 'Contact' }, id: kit.id(2), Kith_Headline__c: 'x', ...mapped },
      { attributes: { type: 'Lead' }, id: LEAD, Kith_Headline__c: 'x' },
    ]);
  });

  it('lays the patches of one contact on top of each other', async () => {
    describes('Contact');
    const sent = collection([done]);
    const [first, second] = [
      headline(kit.id(1), 'a'),
      { contact: kit.id(1), fields: { profileCount: 2, headline: 'b' } },
    ];
    const outcomes = await open().write([first, second]);
    expect(outcomes).toHaveLength(2);
    expect(sent[0]?.records).toMatchObject([{ Kith_Headline__c: 'b', Kith_Profile_Count__c: 2 }]);
  });

  it('takes a lead that became a contact for gone', async () => {
    describes('Contact');
    collection([refused('CANNOT_UPDATE_CONVERTED_LEAD')]);
    expect(await open().write([headline(LEAD, 'x')])).toEqual([{ contact: LEAD, outcome: 'contact gone' }]);
  });

  it('says code and field of a refusal, and never what stood there', async () => {
    describes('Contact');
    const prose = 'Ada Lovelace: bad value for restricted picklist';
    collection([
      refused('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', prose, ['Kith_Last_Tone__c', 'Ada Lovelace']),
    ]);
    const says = 'Salesforce: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST at Kith_Last_Tone__c';
    expect(await open().write([headline(kit.id(1), 'x')])).toEqual([
      { contact: kit.id(1), outcome: 'refused', says },
    ]);
  });

  it('takes a mapped look-up that leads nowhere for refused, and not for a contact that is gone', async () => {
    describes('Contact', field('ReportsToId', 'reference'));
    describes('Lead');
    collection([refused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['ReportsToId'])]);
    const [outcome] = await open().write([{ contact: kit.id(1), fields: {}, mapped: { ReportsToId: 'x' } }]);
    expect(outcome).toMatchObject({
      outcome: 'refused',
      says: 'Salesforce: INVALID_CROSS_REFERENCE_KEY at ReportsToId',
    });
  });

  it('halves a call that is refused as a whole, so that one record keeps no other from being written', async () => {
    describes('Contact');
    const whole = [400, trouble('JSON_PARSER_ERROR')] as const;
    collection(whole);
    collection([done]);
    collection(whole);
    const outcomes = await open().write([headline(kit.id(1), 'a'), headline(kit.id(2), 'b')]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['written', 'refused']);
  });

  it.each([
    [
      'a whole call',
      [400, trouble('INVALID_FIELD', "No such column 'Kith_Headline__c' on sobject of type Contact")],
    ],
    ['a record', [refused('INVALID_FIELD', "No such column 'Kith_Headline__c'"), done]],
  ] as const)(
    'says in one call who has to do what when %s says that a field of Kith’s is not there',
    async (_what, answer) => {
      describes('Contact');
      collection(answer);
      const write = () => open().write([headline(kit.id(1), 'a'), headline(kit.id(2), 'b')]);
      expect((await expectKind('write', write, 'rejected')).message).toMatch(
        /permission set Kith Integration/,
      );
    },
  );

  it('writes nothing of the rows of a contact that is gone', async () => {
    describes('Contact');
    collection([refused('ENTITY_IS_DELETED')]);
    const rows = { put: [], gone: [{ kind: 'post', key: 'k' }] } as const;
    const patch: Patch = { ...headline(kit.id(1), 'a'), rows: { put: [...rows.put], gone: [...rows.gone] } };
    expect(await open().write([patch])).toEqual([{ contact: kit.id(1), outcome: 'contact gone' }]);
  });
});

describe('adding to Salesforce', () => {
  it('quotes what people typed', async () => {
    const asked = queries([{ Id: '701Ws0000000001AAA' }]);
    await open().add({ kind: 'list', list: String.raw`O'Brien \' OR Name != '`, contacts: [] });
    expect(asked[0]).toContain(String.raw`Name = 'O\'Brien \\\' OR Name != \'' ORDER`);
  });

  it('takes whoever is a member already for added', async () => {
    queries([{ Id: '701Ws0000000001AAA' }]);
    const sent = collection([refused('DUPLICATE_VALUE', 'Already a campaign member.'), done], '', 'POST');
    await open().add({ kind: 'list', list: 'Fans', contacts: [kit.id(1), LEAD, LEAD] });
    expect(sent[0]?.records.map(({ ContactId: contact, LeadId }) => [contact, LeadId])).toEqual([
      [kit.id(1), undefined],
      [undefined, LEAD],
    ]);
  });

  it('finds the case that another worker added under the same key at the same time', async () => {
    describes('Contact');
    queries([], [{ Id: '500Ws0000000001AAA' }]);
    api().post(`${DATA}/sobjects/Case`).reply(400, trouble('DUPLICATE_VALUE'));
    const ticket = { kind: 'ticket', contact: kit.id(1), title: 't', body: 'b', key: 'k' } as const;
    expect(await open().add(ticket)).toEqual({
      id: '500Ws0000000001AAA',
      url: `${kit.base}/lightning/r/Case/500Ws0000000001AAA/view`,
    });
  });

  it('finds the task whose answer was lost when it asks again', async () => {
    describes('Contact');
    queries([], [{ Id: '00TWs0000000001AAA' }]);
    api().post(`${DATA}/sobjects/Task`).reply(503, 'busy');
    const again: Pass = async (lane, work) => straight(lane, work).catch(() => straight(lane, work));
    const task = { kind: 'task', contact: kit.id(1), title: 't', body: 'b', key: 'k' } as const;
    expect((await connect({ pass: again }).add(task)).id).toBe('00TWs0000000001AAA');
  });

  it('says that leads have no cases, and that it writes no notes', async () => {
    const item = { contact: LEAD, title: 't', body: 'b', key: 'k' };
    await expectKind('ticket', () => open().add({ ...item, kind: 'ticket' }), 'rejected');
    await expectKind('note', () => open().add({ ...item, kind: 'note' }), 'unauthorized');
  });

  it('says that the hour’s events are used up', async () => {
    describes('Contact');
    queries([{ Id: kit.id(1), OwnerId: '005Ws0000000042IAA' }]);
    collection([refused('LIMIT_EXCEEDED')], '', 'POST');
    const signal: Signal = {
      ...{ kind: 'job change', network: 'n', profile: 'p', since: '2026-11-20T09:00:00.000Z' },
      ...{ says: 's', url: 'https://n.example', status: 'open' },
    };
    const notice = { key: 'k', contact: kit.id(1), signal, networkTitle: 'N' };
    await expectKind('notify', async () => open().notify?.([notice]), 'rate-limited');
  });
});
