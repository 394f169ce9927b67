import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { fillEveryTable, personOf } from '../../tests/support/every-table.ts';
import { standsIn } from '../../tests/support/scan.ts';
import { DeliveryId, installationOf } from '../core/ids.ts';
import { aContact, aDelivery, at, aVerdict } from './testbed.ts';

/** Stands in whatever is about the person, their ids included. */
const NAME = 'zebrafalke';
const { contact, profile } = personOf(NAME);
const place = installationOf('hubspot', 'erased');

/** Tables in which nothing tells who anybody is: settings, counts, hashes, secrets, and what a rule or the account says. */
const OF_NOBODY: ReadonlySet<string> = new Set(
  `installation cursor event_seen secret governance governance_history call_count spending known_miss erased
   erasure_salt erasure_asked tombstone unheard post_removed profile_key name_count model rule rule_window
   listening listening_rule listening_question listening_day stream_hour alert outgoing_endpoint outgoing_sending
   mention_host own_labels own_lesson`.split(/\s+/),
);

/** What stays, and until when. */
const STAYS = [
  // A large write goes on in the CRM: until it has ended there.
  'kith.bulk.waiting',
  // Until it was looked at whose page it is.
  'kith.mention.source',
  // Whom somebody else's post names, as long as that post.
  'kith.post_aim.what',
  // Rows in the CRM: until they were removed there.
  'kith.shown.contact_id',
  'kith.shown.key',
  // Until its hub was told that nobody listens any more.
  'kith.subscription.profile_id',
  'kith.subscription.topic',
];

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

/** Deliveries that name them: by the CRM's id, by the network's, both in hand and set aside. */
async function deliver(): Promise<void> {
  const told = [
    ['hubspot', contact],
    ['bluesky', profile.id],
  ] as const;
  for (const [connector, who] of told) {
    const ids = ['done', 'failed'].map(
      (status) => [status, DeliveryId.parse(`${connector} ${status}`)] as const,
    );
    const body = Buffer.from(JSON.stringify({ who }));
    await db.store.keepDeliveries(
      ids.map(([, id]) => ({ ...aDelivery(id), ...{ installation: place, connector, body } })),
    );
    await db.store.inside(place, async (w) => {
      for (const [status, id] of ids) await w.deliveries.mark(id, status as 'done' | 'failed');
    });
  }
}

describe('erasing a person', () => {
  it('leaves nothing that tells who they were, in any table of Kith or of the queue', async () => {
    await db.store.install({
      ...{
        id: place,
        crm: 'hubspot',
        account: 'erased',
        status: 'active',
        sample: false,
        installedAt: at(0),
      },
    });
    await deliver();
    await db.store.inside(place, async (w) => {
      await fillEveryTable(w, NAME);
      // Somebody said of another contact that the account is not theirs.
      await w.contacts.keep([aContact('bert')]);
      await w.links.decide(aVerdict('bert', profile.id, 'rejected'));
      await w.enqueue('resolve', [{ installation: place, contact }], { key: contact });
    });
    const before = new Set((await standsIn(db.pool, NAME)).places.map((one) => one.split('.')[1]));
    const { rows } = await db.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration'",
    );
    const silent = rows.map(({ name }) => name).filter((name) => !before.has(name) && !OF_NOBODY.has(name));
    expect(silent, 'a table that this test does not fill: let it, or say why nobody stands in it').toEqual(
      [],
    );
    await db.store.inside(place, (w) => w.contacts.erase(contact, at(9)));
    expect((await standsIn(db.pool, NAME)).places).toEqual(STAYS);
  });
});
