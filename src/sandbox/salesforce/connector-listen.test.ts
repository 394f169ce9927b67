import { afterEach, describe, expect, it } from 'vitest';
import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import type { CrmEvent } from '../../ports/crm.ts';
import { connectTo, contactId } from './connector-bed.ts';
import type { Connected } from './connector-bed.ts';
import { pubSubOf } from './pubsub/of-org.ts';
import type { SimulatedPubSub } from './pubsub/start.ts';

let kith: Connected;
let pubsub: SimulatedPubSub;
afterEach(async () => {
  pubsub.close();
  await kith.bed.close();
});

/** Listens as Kith does, from the beginning, and reads what it hears as events. */
async function listening(): Promise<{ readonly heard: CrmEvent[]; stop(): Promise<unknown> }> {
  const heard: CrmEvent[] = [];
  const ended = new AbortController();
  const { endpoint, certificate } = pubsub;
  const session = { ...kith.session, app: { ...kith.app, events: { endpoint, certificate } } };
  const before = pubsub.requests.length;
  const end = salesforce.listen?.(
    session,
    undefined,
    async (all) => {
      heard.push(...all.flatMap(({ body }) => salesforce.events(body)));
    },
    ended.signal,
  );
  await expect.poll(() => pubsub.requests.length).toBeGreaterThanOrEqual(before + 2);
  const stop = () => {
    ended.abort();
    return end ?? Promise.resolve();
  };
  return { heard, stop };
}

const short = (heard: readonly CrmEvent[]) =>
  heard.map(({ contact, kind, gone }) => [contact, kind, gone?.[0]]);

describe.each(['', 'kith'] as const)('listening to an org with the namespace "%s"', (namespace) => {
  it('hears of changes, deletions, merges and conversions, and not of its own writing', async () => {
    kith = await connectTo({ namespace });
    const { org, now } = kith.bed;
    const [ada, twin, other] = ['Ada', 'Twin', 'Other'].map((LastName) =>
      contactId(org.create('Contact', { LastName }).Id),
    );
    const lead = contactId(org.create('Lead', { LastName: 'Grace', Company: 'Navy' }).Id);
    if (!ada || !twin || !other) throw new Error('They were just made');
    pubsub = await pubSubOf(org, now);
    const { heard, stop } = await listening();
    await kith.crm.write([{ contact: ada, fields: { headline: 'Kith’s own' } }]);
    org.change(ada, { Title: 'Countess' });
    org.merge(ada, twin);
    org.remove(other);
    const { contactId: became } = org.convert(lead);
    await expect.poll(() => short(heard)).toContainEqual([became, 'merged', lead]);
    expect(await stop()).toBe('ended');
    expect(short(heard)).toContainEqual([ada, 'changed', undefined]);
    expect(short(heard)).toContainEqual([ada, 'merged', twin]);
    expect(short(heard)).toContainEqual([other, 'deleted', undefined]);
    expect(short(heard).filter(([contact, kind]) => contact === ada && kind === 'changed')).toHaveLength(1);
  });

  it('takes an administrator’s change of a field of Kith’s for nothing new', async () => {
    kith = await connectTo({ namespace });
    const { org, now } = kith.bed;
    const ada = contactId(org.create('Contact', { LastName: 'Ada' }).Id);
    pubsub = await pubSubOf(org, now);
    const { heard, stop } = await listening();
    org.change(ada, { [org.named('Kith_Headline__c')]: 'By hand' });
    org.change(ada, { Title: 'Countess' });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await stop();
    expect(short(heard)).toEqual([[ada, 'changed', undefined]]);
  });
});
