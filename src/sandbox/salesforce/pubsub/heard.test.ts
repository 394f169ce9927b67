import { describe, expect, it } from 'vitest';
import { bedForEach, contact, idsOf, listening } from './listener-bed.ts';
import { CONTACTS, LEADS } from './testbed.ts';
import type { Testbed } from './testbed.ts';

let bed: Testbed;
bedForEach((fresh) => (bed = fresh));

describe('what is heard', () => {
  it('is which records changed, when, and what became of which fields as the API names them; nothing of who somebody is', async () => {
    const listener = await listening(bed);
    const replay = bed.change({
      recordIds: ['0035g00000AAAAAAA4', '0035g00000BBBBBAA4'],
      changedFields: ['FirstName', 'MailingCity', 'Email'],
      values: { FirstName: 'Zoë', MailingCity: 'Delft', Email: null },
    });
    const lead = bed.change({ entity: 'Lead', changeType: 'CREATE', values: { Company: 'Acme' } });
    await expect.poll(() => listener.events().length).toBe(2);
    expect(listener.events()).toEqual([
      {
        id: contact(replay),
        entity: 'Contact',
        change: 'UPDATE',
        ids: ['0035g00000AAAAAAA4', '0035g00000BBBBBAA4'],
        at: '2026-11-24T10:00:00.000Z',
        fields: ['Email', 'FirstName', 'MailingCity'],
        values: { MailingCity: 'Delft' },
      },
      expect.objectContaining({ id: `${LEADS}:${lead}`, entity: 'Lead', change: 'CREATE', fields: [] }),
    ]);
    expect(JSON.stringify(listener.kept)).not.toMatch(/Zoë|Acme/);
    expect(await listener.stop()).toBe('ended');
  });

  it('leaves out what Kith wrote itself, and goes on after it', async () => {
    const first = await listening(bed);
    const own = bed.change({ changeOrigin: 'com/salesforce/api/rest/67.0;client=kith' });
    await expect.poll(() => first.kept.length).toBe(2);
    await first.stop();
    expect(first.events()).toEqual([]);
    const second = await listening(bed, { from: first.position() });
    expect(bed.pubsub.requests.at(-2)).toMatchObject({ preset: 'CUSTOM', replayId: own });
    await second.stop();
  });

  it('names the record into which a deleted one was merged, and tells the others of the same change apart', async () => {
    const gone = { '0035g00000BBBBBAA4': '0035g00000ZZZZZAA4' };
    const listener = await listening(bed, { gone });
    const ids = ['0035g00000AAAAAAA4', '0035g00000BBBBBAA4'];
    const both = bed.change({ changeType: 'DELETE', recordIds: ids });
    await expect.poll(() => listener.events().length).toBe(2);
    expect(listener.events()).toMatchObject([
      { id: `${contact(both)}:${ids[0]}`, change: 'DELETE', ids: [ids[0]] },
      { id: `${contact(both)}:${ids[1]}`, change: 'DELETE', ids: [ids[1]], into: '0035g00000ZZZZZAA4' },
    ]);
    expect(listener.events()[0]).not.toHaveProperty('into');
    await listener.stop();
  });

  it('names the contact that a lead became: from the event, or asked for where the event is a gap', async () => {
    const listener = await listening(bed, { gone: { '00Q5g00000BBBBBEA4': '0035g00000NEWNEAA4' } });
    bed.change({
      entity: 'Lead',
      recordIds: ['00Q5g00000AAAAAEA4'],
      changedFields: ['IsConverted', 'ConvertedContactId'],
      values: { IsConverted: true, ConvertedContactId: '0035g00000ZZZZZAA4' },
    });
    bed.pubsub.gap({ entity: 'Lead', changeType: 'GAP_UPDATE', recordIds: ['00Q5g00000BBBBBEA4'] });
    bed.change({ entity: 'Lead', changedFields: ['Title'], values: { Title: 'CTO' } });
    await expect.poll(() => listener.events().length).toBe(3);
    expect(listener.events().map((event) => event['convertedTo'])).toEqual([
      '0035g00000ZZZZZAA4',
      '0035g00000NEWNEAA4',
      undefined,
    ]);
    await listener.stop();
  });

  it('says of a gap that it is one, whichever kind of change it hides and whoever made it', async () => {
    const listener = await listening(bed);
    for (const changeType of ['GAP_CREATE', 'GAP_UPDATE', 'GAP_DELETE'] as const) {
      bed.change({ changeType, changeOrigin: 'com/salesforce/api/rest/67.0;client=kith' });
    }
    await expect.poll(() => listener.events().length).toBe(3);
    expect(listener.events()).toMatchObject([
      { change: 'CREATE', gap: true },
      { change: 'UPDATE', gap: true },
      { change: 'DELETE', gap: true },
    ]);
    await listener.stop();
  });

  it('is asked for in hundreds, the next ones only after the earlier are kept', async () => {
    const kept = Promise.withResolvers<void>();
    const listener = await listening(bed, {
      beforeKept: async (events) => void (events.length > 0 && (await kept.promise)),
    });
    const all = Array.from({ length: 250 }, () => contact(bed.change()));
    const asked = () => bed.pubsub.requests.filter(({ topic }) => topic === CONTACTS).length;
    await expect.poll(() => bed.pubsub.waiting(CONTACTS)).toBe(150);
    expect(asked()).toBe(1);
    kept.resolve();
    await expect.poll(() => idsOf(listener)).toEqual(all);
    expect(asked()).toBe(3);
    await listener.stop();
  });
});
