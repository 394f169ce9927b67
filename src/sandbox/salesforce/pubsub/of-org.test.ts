import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBed } from '../testbed.ts';
import type { Bed } from '../testbed.ts';
import { pubSubOf } from './of-org.ts';
import { idsOf, listening } from './listener-bed.ts';
import type { SimulatedPubSub } from './start.ts';

describe.each([{ namespace: '' as const }, { namespace: 'kith' as const }])(
  'what an org tells, with the namespace "$namespace"',
  ({ namespace }) => {
    let bed: Bed;
    let pubsub: SimulatedPubSub;
    let token: string;
    beforeEach(async () => {
      bed = await openBed({ namespace });
      pubsub = await pubSubOf(bed.org, bed.now);
      token = (await bed.connect()).accessToken ?? '';
    });
    afterEach(async () => {
      pubsub.close();
      await bed.close();
    });
    const listens = () =>
      listening(
        { pubsub, now: bed.now },
        { session: { token: async () => token, renew: async () => token, account: bed.org.orgId } },
      );

    it('is what people do in it, in the order in which they do it; not what Kith writes through the API', async () => {
      const listener = await listens();
      const ann = bed.org.create('Contact', { FirstName: 'Ann', LastName: 'Example' });
      bed.org.change(ann.Id, { Email: 'ann@example.com', MailingCity: 'Delft' });
      const kith = await bed.connect();
      await kith.sobject('Contact').update({ Id: ann.Id, Title: 'CTO' });
      bed.org.remove(ann.Id);
      await expect.poll(() => listener.events().length).toBe(3);
      expect(listener.events()).toMatchObject([
        { entity: 'Contact', change: 'CREATE', ids: [ann.Id] },
        { entity: 'Contact', change: 'UPDATE', ids: [ann.Id] },
        { entity: 'Contact', change: 'DELETE', ids: [ann.Id] },
      ]);
      expect(listener.events()[1]?.['fields']).toEqual(expect.arrayContaining(['Email', 'MailingCity']));
      await listener.stop();
    });

    it('is told of no other object, and of none while the package is not installed', async () => {
      const listener = await listens();
      bed.org.create('Account', { Name: 'Acme' });
      bed.org.uninstall();
      bed.org.create('Contact', { LastName: 'Unheard' });
      bed.org.install();
      const heard = bed.org.create('Contact', { LastName: 'Heard' });
      await expect.poll(() => listener.events().length).toBe(1);
      expect(listener.events()).toMatchObject([{ ids: [heard.Id] }]);
      expect(new Set(idsOf(listener)).size).toBe(1);
      await listener.stop();
    });

    it('is told to a live session alone; another is asked for when that one ends', async () => {
      const listener = await listens();
      bed.org.switches.expireTokens();
      token = (await bed.connect()).accessToken ?? '';
      pubsub.expireSessions();
      await expect.poll(() => pubsub.requests.length).toBe(4);
      expect(listener.renewals).toHaveLength(1);
      await listener.stop();
    });
  },
);
