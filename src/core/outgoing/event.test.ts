import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContactId, installationOf, isKeepable } from '../ids.ts';
import type { Signal } from '../record/signal.ts';
import { bodyOf, signalEvent } from './event.ts';

const around = {
  id: '0b8f4a3e-6a83-4b73-9ac5-0d2f7b7c6a11',
  at: new Date('2026-05-01T12:00:00Z'),
  installation: installationOf('hubspot', '4711'),
  publicUrl: 'https://kith.example',
};
const signal: Signal = {
  ...{ kind: 'job change', network: 'bluesky', profile: 'did:plc:ada', since: '2026-05-01T11:00:00.000Z' },
  ...{ says: 'On Bluesky Ada works at Contoso now.', url: 'https://bsky.example/ada', status: 'open' },
};
const ada = ContactId.parse('101');

describe('the body of an outgoing event', () => {
  it('is a CloudEvents envelope with ids and links', () => {
    expect(JSON.parse(bodyOf(signalEvent(ada, signal), around))).toEqual({
      specversion: '1.0',
      id: around.id,
      source: '/installations/hubspot-4711',
      type: 'signal.opened',
      time: '2026-05-01T12:00:00.000Z',
      subject: '101',
      datacontenttype: 'application/json',
      data: {
        contact: '101',
        signal: {
          ...{ kind: 'job change', network: 'bluesky', profile: 'did:plc:ada' },
          ...{ since: '2026-05-01T11:00:00.000Z', status: 'open' },
        },
        links: {
          record: 'https://kith.example/api/v1/records/101?installation=hubspot-4711',
          source: 'https://bsky.example/ada',
        },
      },
    });
  });

  it('says what is done, once the CRM says the same', () => {
    expect(bodyOf(signalEvent(ada, { ...signal, status: 'done' }), around)).toContain('"type":"signal.done"');
  });

  it('never carries the sentence about the person, and stays under 20 kB whatever a network sends', () => {
    const any = fc.string({ unit: 'binary', maxLength: 30_000 });
    const ids = fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).filter(isKeepable);
    fc.assert(
      fc.property(any, any, ids, (says, url, id) => {
        const sentence = `They ${says}`;
        const body = bodyOf(signalEvent(ContactId.parse(id), { ...signal, says: sentence, url }), around);
        expect(Buffer.byteLength(body)).toBeLessThan(20_000);
        expect(JSON.parse(body).data.signal).not.toHaveProperty('says');
      }),
      { examples: [['here', `https://bsky.example/${'a'.repeat(30_000)}`, '101']] },
    );
  });
});
