import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';
import { ContactId, installationOf } from '../../core/ids.ts';
import type { Workspace } from '../../ports/store.ts';
import { aContact, aDelivery, aLink, aProfile, aTrail, at, other, waitingForLocks } from '../testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

let made = 0;
/** An installation of the test's own. */
function own() {
  const installation = installationOf('hubspot', `own-${made++}`);
  return { installation, as: <T>(work: (w: Workspace) => Promise<T>) => db.store.inside(installation, work) };
}
const id = (text: string) => ContactId.parse(text);

describe('what an admin decided', () => {
  it('begins with the defaults, and with no permission to write', async () => {
    expect(await own().as((w) => w.governance.read())).toEqual({ settings: DEFAULTS, labels: {} });
  });

  it('is kept with who changed it, when, and what was there before', async () => {
    const { as } = own();
    const once = { ...DEFAULTS, callsPerDay: 200 };
    await as((w) => w.governance.change(once, {}, 'ada', at(1)));
    await as((w) => w.governance.change(once, { company: 'Company' }, 'ada', at(2)));
    await as((w) => w.governance.change({ ...once, graceDays: 5 }, {}, 'bob', at(3)));
    expect((await as((w) => w.governance.read())).settings).toEqual({ ...once, graceDays: 5 });
    expect(await as((w) => w.governance.history(10))).toEqual([
      { at: at(3), by: 'bob', before: once },
      { at: at(1), by: 'ada', before: DEFAULTS },
    ]);
  });

  it('loses no change of two that are made at once', async () => {
    const { as } = own();
    const change = (n: number) =>
      as((w) => w.governance.change({ ...DEFAULTS, callsPerDay: 100 + n }, {}, 'ada', at(n)));
    await Promise.all([1, 2, 3, 4].map(change));
    expect(await as((w) => w.governance.history(10))).toHaveLength(4);
  });

  it('is approved by somebody, and may be withdrawn', async () => {
    const { as } = own();
    await as((w) => w.governance.approve({ by: 'ada', at: at(1) }));
    expect((await as((w) => w.governance.read())).approval).toEqual({ by: 'ada', at: at(1) });
    await as((w) => w.governance.approve(undefined));
    expect(await as((w) => w.governance.read())).toEqual({ settings: DEFAULTS, labels: {} });
  });

  it('counts calls by the day, and those of nobody else', async () => {
    const { as } = own();
    await Promise.all([3, 4].map((n) => as((w) => w.governance.countCalls('2026-11-24', n))));
    await db.store.inside(other, (w) => w.governance.countCalls('2026-11-24', 100));
    expect(await as((w) => w.governance.callsOn('2026-11-24'))).toBe(7);
    expect(await as((w) => w.governance.callsOn('2026-11-25'))).toBe(0);
  });

  it('says what was found, what last went wrong, and when the CRM last told of something', async () => {
    const { installation, as } = own();
    await as(async (w) => {
      await w.contacts.keep([aContact('1'), aContact('2')]);
      await w.profiles.keep([aProfile('ada'), aProfile('bea')]);
      await w.links.derive(id('1'), [aLink('1', 'ada'), aLink('1', 'bea', { status: 'suggested' })]);
    });
    const delivery = aDelivery('d', { installation });
    await db.store.install({
      ...{ id: installation, crm: 'hubspot', account: installation, status: 'active', sample: false },
      installedAt: at(0),
    });
    const later = new Date(delivery.receivedAt.getTime() + 60_000);
    const ofNetwork = aDelivery('n', { installation, connector: 'github', receivedAt: later });
    await db.store.keepDeliveries([delivery, ofNetwork]);
    await as((w) => w.deliveries.mark(delivery.id, 'failed', 'HubSpot answered in a new shape'));
    expect(await as((w) => w.governance.found())).toEqual({
      ...{ linked: 1, suggested: 1 },
      byNetwork: [{ network: 'bluesky', count: 1 }],
    });
    expect(await as((w) => w.governance.health())).toMatchObject({
      ...{ contacts: 2, resolved: 0, lastError: 'HubSpot answered in a new shape' },
      lastDelivery: delivery.receivedAt,
    });
  });
});

describe('what was done with a mapped field', () => {
  it('is kept by contact and field, and goes with the contact', async () => {
    const { as } = own();
    await as((w) => w.contacts.keep([aContact('1'), aContact('2')]));
    const entries = [
      { contact: id('1'), field: 'company', trail: aTrail('Acme') },
      { contact: id('2'), field: 'company', trail: aTrail(null) },
      { contact: id('gone'), field: 'company', trail: aTrail('Acme') },
    ];
    await as((w) => w.mapped.keep(entries));
    expect(await as((w) => w.mapped.trails([id('1'), id('gone')]))).toEqual(
      new Map([[id('1'), { company: aTrail('Acme') }]]),
    );
    expect(await as((w) => w.mapped.holding(10))).toEqual([id('1')]);
    expect(await as((w) => w.mapped.holding(10, id('1')))).toEqual([]);
    await as((w) => w.contacts.remove(id('1')));
    expect(await as((w) => w.mapped.holding(10))).toEqual([]);
  });

  it('may hold what was about to be written when Kith ended, and is kept from others who change it', async () => {
    const { as } = own();
    await as((w) => w.contacts.keep([aContact('1')]));
    const trail = { ...aTrail(null), pending: aTrail('Acme') };
    await as((w) => w.mapped.keep([{ contact: id('1'), field: 'company', trail }]));
    expect(await as((w) => w.mapped.holding(10))).toEqual([id('1')]);
    const order: string[] = [];
    await as(async (w) => {
      await w.mapped.hold([id('1')]);
      const other = as((v) => v.mapped.hold([id('1')])).then(() => void order.push('the other'));
      await expect.poll(() => waitingForLocks(db.pool)).toBe(1);
      order.push('the first');
      return { other };
    }).then(({ other }) => other);
    expect(order).toEqual(['the first', 'the other']);
  });

  it('has a history of what was typed while Kith wrote, each moment once, which goes with the contact', async () => {
    const { as } = own();
    await as((w) => w.contacts.keep([aContact('1')]));
    const one = { contact: id('1'), field: 'company', became: 'given back' } as const;
    const all = [at(0), at(5), at(5)].map((moment) => ({ ...one, at: moment }));
    await as((w) => w.mapped.note([...all, { ...one, contact: id('gone'), at: at(1) }]));
    expect(await as((w) => w.mapped.typedBetween(9))).toEqual([all[1], all[0]]);
    expect(await as((w) => w.mapped.countBetween(at(1)))).toEqual(new Map([['given back', 1]]));
    await as((w) => w.contacts.remove(id('1')));
    expect(await as((w) => w.mapped.typedBetween(9))).toEqual([]);
  });
});

describe('the outbox', () => {
  it('asks again for all that was written once Kith’s fields are gone from the CRM, the newer value where one waits', async () => {
    const { as } = own();
    await as((w) => w.contacts.keep([aContact('1')]));
    const wants = (headline: string) =>
      as((w) => w.outbox.want(id('1'), { contact: id('1'), fields: { headline } }));
    await as((w) => w.outbox.want(id('1'), { contact: id('1'), fields: { headline: 'a', profileCount: 2 } }));
    await as(async (w) =>
      w.outbox.settle(await w.outbox.take(9), [{ contact: id('1'), outcome: 'written' }]),
    );
    await wants('b');
    await as((w) => w.outbox.rewind());
    expect(await as((w) => w.outbox.peek(9))).toEqual([
      { contact: id('1'), fields: { headline: 'b', profileCount: 2 } },
    ]);
    expect(await as((w) => w.outbox.written(id('1')))).toEqual({});
  });

  it('keeps what is asked of mapped fields beside Kith’s own', async () => {
    const { as } = own();
    await as((w) => w.contacts.keep([aContact('1')]));
    const waiting = {
      contact: id('1'),
      fields: {},
      wishes: { company: { act: 'write', mode: 'overwrite', value: 'Acme' } },
    } as const;
    await as((w) => w.outbox.want(id('1'), waiting));
    expect(await as((w) => w.outbox.take(9))).toEqual([waiting]);
    await as((w) => w.outbox.settle([waiting], [{ contact: id('1'), outcome: 'written' }]));
    expect(await as((w) => w.outbox.take(9))).toEqual([]);
  });
});

describe('the export', () => {
  it('holds everything kept for the installation, a line of JSON a row, no secret, and nothing of another', async () => {
    const { installation, as } = own();
    await as(async (w) => {
      await w.contacts.keep(Array.from({ length: 1201 }, (_, n) => aContact(`c${n}`, { name: 'Ada' })));
      await w.secrets.keep('token', 'hidden');
      await w.governance.countCalls('2026-11-24', 1);
    });
    await db.store.inside(other, (w) => w.contacts.keep([aContact('of another')]));
    const lines: { table: string; row: { installation_id: string } }[] = [];
    for await (const line of db.store.export(installation)) lines.push(JSON.parse(line));
    expect(lines.filter((one) => one.table === 'contact')).toHaveLength(1201);
    expect(lines.map((one) => one.table)).toContain('call_count');
    expect(JSON.stringify(lines)).not.toContain('hidden');
    expect(new Set(lines.map((one) => one.row.installation_id))).toEqual(new Set([installation]));
  });

  it('gives its connection back when nobody reads on', async () => {
    const { installation, as } = own();
    await as((w) => w.contacts.keep(Array.from({ length: 20 }, (_, n) => aContact(`c${n}`))));
    for (let n = 0; n < 30; n++) {
      for await (const line of db.store.export(installation)) {
        expect(line).toContain('"table"');
        break;
      }
    }
    expect(await as((w) => w.contacts.count())).toBe(20);
  });
});
