import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { DEFAULTS } from '../core/governance/settings.ts';
import { SHIPPED } from '../core/identity/matcher/shipped.ts';
import { ContactId, installationOf, NetworkId } from '../core/ids.ts';
import { WantedListening } from '../core/listening/rule.ts';
import { signalEvent } from '../core/outgoing/event.ts';
import type { Installation, Workspace } from '../ports/store.ts';
import {
  acme,
  aContact,
  aDelivery,
  aLink,
  aPost,
  aProfile,
  aRow,
  aSignal,
  aSubscription,
  aTrail,
  at,
  aVerdict,
  bluesky,
  keyOfBluesky,
  other,
} from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const ada = ContactId.parse('ada');

const NO_FIGURES = { examples: 1, accuracy: 0, macroF1: 0, said: 0, labels: [] };

describe('a transaction', () => {
  it('keeps everything when its work ends, for its installation only', async () => {
    const answer = await db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('ada', { name: 'Ada' })]);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await db.store.inside(acme, (w) => w.contacts.find(ada))).toMatchObject({ name: 'Ada' });
    expect(await db.store.inside(other, (w) => w.contacts.find(ada))).toBeUndefined();
  });

  it('leaves no trace, no row and no job, when its work throws', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('bob')]);
      await w.enqueue('resolve', [{ installation: acme, contact: ContactId.parse('bob') }], { key: 'bob' });
      throw new Error('in the middle');
    });
    await expect(work).rejects.toThrow('in the middle');
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('bob')))).toBeUndefined();
    const { rowCount } = await db.pool.query("select 1 from pgboss.job where data ->> 'contact' = 'bob'");
    expect(rowCount).toBe(0);
  });

  it('commits nothing, and says so, when a statement failed and its work went on', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('cid')]);
      // There is no such contact, so nothing can be said of what was asked about it.
      await w.asked
        .keep(ContactId.parse('nobody'), [{ network: bluesky, at: at(0), outcome: 'found' }])
        .catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/nothing was committed/i);
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('cid')))).toBeUndefined();
  });

  it('is rolled back when the connection is lost before the commit, and the store goes on', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('dot')]);
      await db.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kith' and state like 'idle in%' and datname = current_database()",
      );
      await w.contacts.count();
    });
    await expect(work).rejects.toThrow();
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('dot')))).toBeUndefined();
  });

  it('runs beside many others, more than there are connections', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => `many ${n}`);
    await Promise.all(ids.map((id) => db.store.inside(acme, (w) => w.contacts.keep([aContact(id)]))));
    expect(await db.store.inside(acme, (w) => w.contacts.count())).toBe(101);
  });
});

describe('installations', () => {
  const acmeRow: Installation = {
    id: acme,
    crm: 'hubspot',
    account: 'acme',
    status: 'active',
    sample: true,
    installedAt: at(0),
  };

  it('are listed across tenants, and an account that installs again is the same one', async () => {
    const second = { ...acmeRow, id: other, account: 'other', sample: false, installedAt: at(5) };
    await db.store.install(second);
    await db.store.install(acmeRow);
    expect(await db.store.installations()).toEqual([acmeRow, second]);
    await db.store.install({ ...acmeRow, status: 'uninstalled', installedAt: at(9) });
    expect(await db.store.installations()).toEqual([
      second,
      { ...acmeRow, status: 'uninstalled', installedAt: at(9) },
    ]);
  });

  it('are purged with every row of every table and all waiting work, and the others keep theirs', async () => {
    const [gone, stays] = [installationOf('hubspot', 'gone'), installationOf('hubspot', 'stays')];
    for (const id of [gone, stays]) {
      await db.store.install({ ...acmeRow, id });
      await db.store.keepDeliveries([aDelivery('d', { installation: id })]);
      await db.store.inside(id, async (w) => {
        await w.contacts.erase(ContactId.parse('bob'), at(0));
        await w.contacts.keep([aContact('ada', { name: 'Ada Quist' }), aContact('eve')]);
        await w.profiles.keep([aProfile('p', { name: 'Ada Quist', employer: 'Engines' })]);
        await w.profiles.remove(keyOfBluesky('departed'), at(0));
        await w.links.keepFound(ada, [keyOfBluesky('p')]);
        await w.matching.keep({ ...SHIPPED, version: 'learnt' }, 1, at(0));
        await w.contacts.remove(ContactId.parse('eve'), ada);
        await w.posts.keep([aPost('1', 'p'), aPost('2', 'p', { text: 'See https://bsky.example/post/1' })]);
        await w.posts.remove(bluesky, [aPost('1', 'p').id]);
        await w.links.derive(ada, [aLink('ada', 'p')], 1);
        await w.links.decide(aVerdict('ada', 'p', 'confirmed'));
        await w.signals.derive(ada, [aSignal('p')]);
        await w.asked.keep(ada, [{ network: bluesky, at: at(0), outcome: 'found' }]);
        await w.outbox.settle(
          [{ contact: ada, fields: { headline: 'x' }, rows: { put: [aRow('ada', 'p')], gone: [] } }],
          [{ contact: ada, outcome: 'written' }],
        );
        await w.outbox.want(ada, { contact: ada, fields: { headline: 'y' } });
        await w.bulk.begin('job', [], at(0));
        await w.cursors.keep('events', '7');
        await w.secrets.keep('token', 't');
        await w.governance.change({ ...DEFAULTS, graceDays: 1 }, {}, 'ada', at(0));
        await w.governance.countCalls('2026-05-01', 1);
        await w.spending.reserve(bluesky, '2026-05', 1, 1);
        await w.mapped.keep([{ contact: ada, field: 'company', trail: aTrail('Engines') }]);
        await w.deliveries.firstSeen(['e']);
        await w.ownLabels.keep({ version: 'own-1', model: '{}', figures: NO_FIGURES }, 'ada', at(0));
        await w.ownLabels.begin([{ text: 'where is it', label: 'parcel' }], 'ada', at(0));
        await w.outgoing.make({ url: 'https://hooks.example/', hears: ['signal.opened'] }, at(0));
        await w.outgoing.announce(signalEvent(ada, aSignal('p')), at(0));
        await meetOneRule(w);
        await hearOnePost(w);
        await turnOnce(w);
        await w.subscriptions.keep(aSubscription());
        await w.erasures.remember('c0ffee', { network: bluesky, at: at(0) });
        await w.misses.remember({ network: bluesky, asked: 'ada@quist.example' }, at(9));
        await w.webmentions.setHosts(['acme.example']);
        await w.webmentions.tell('https://ada.example/1', 'https://acme.example/', at(0));
        await w.consents.keep({
          contact: ada,
          network: NetworkId.parse('github'),
          at: at(0),
          by: 'ada',
          says: 'Yes.',
        });
      });
    }
    await db.store.purge(gone);
    const { rows } = await db.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration'",
    );
    const left = async (id: string, table: string) =>
      (await db.pool.query(`select 1 from kith.${table} where installation_id = $1`, [id])).rowCount ?? 0;
    for (const { name } of rows) {
      expect([name, await left(gone, name)]).toEqual([name, 0]);
      expect([name, await left(stays, name)]).not.toEqual([name, 0]);
    }
    expect(await db.progress(gone)).toEqual({ contacts: 0, resolved: 0, waiting: 0 });
    expect((await db.progress(stays)).waiting).toBe(1);
    await db.store.purge(stays);
  });

  it('of nobody are empty, not in error', async () => {
    const nobody = installationOf('hubspot', 'nobody');
    expect(await db.store.recordRows(nobody, ada)).toBeUndefined();
    expect(await db.store.inside(nobody, (w) => w.contacts.list({ limit: 10 }))).toEqual([]);
  });
});

/** A rule that met a fact, acted on it and set a field. */
async function meetOneRule(w: Workspace): Promise<void> {
  const limit = { most: 1, per: 'day' } as const;
  const TONE = { on: 'tone', is: 'negative' } as const;
  const rule = await w.rules.make(
    { name: 'r', when: [TONE], does: [{ do: 'webhook' }], limit },
    'ada',
    at(0),
  );
  const url = 'https://bsky.example/1';
  const fact = { key: 'k', at: at(0), contact: ada, network: 'bluesky', profile: 'p', url };
  await w.rules.claim(rule, fact, at(0), false);
  await w.rules.wait(ada);
  await w.rules.setFields(ada, rule.id, [{ field: 'city', value: 'Paris', mode: 'overwrite', at: at(0) }]);
}

/** A rule that asked, and heard what somebody said; somebody else is not heard any more. */
async function hearOnePost(w: Workspace): Promise<void> {
  const wanted = WantedListening.parse({ name: 'engines', any: ['engine'] });
  const rule = await w.listening.make(wanted, 'ada', at(0));
  await w.listening.keepStrangers(7);
  await w.listening.claim(rule.id, bluesky, '2026-05-01', 10);
  const asked = { rule: rule.id, network: bluesky, question: 'engine', askedAt: at(0), nextAt: at(1) };
  await w.listening.keepAsked({ ...asked, everyMinutes: 60, isMore: false });
  await w.listening.hear(
    rule.id,
    [{ network: bluesky, post: aPost('2', 'p').id, because: ['engine'] }],
    at(0),
  );
  await w.warning.count(rule.id, [{ measure: 'posts', hour: 7, count: 9 }]);
  const accounts = { posts: 9, authors: 5, evenAuthors: 1, copies: 0, aged: 0, young: 0 };
  const figures = { p: 0.001, hours: 1, observed: 9, expected: 1, phrases: [], accounts };
  const drivers = [{ network: bluesky, post: aPost('2', 'p').id }];
  const alert = { rule: rule.id, measure: 'posts', level: 'warn', at: at(0), ...figures, drivers } as const;
  await w.warning.raise({ ...alert, phrases: [] }, at(0));
  await w.profiles.keep([aProfile('stranger')]);
  await w.listening.ignore(keyOfBluesky('stranger'), at(0));
  await w.additions.begin(keyOfBluesky('stranger'), { by: 'ada' }, at(0));
}

/** Somebody who turned to somebody, what that came to, and how much of what they say a rule names. */
async function turnOnce(w: Workspace): Promise<void> {
  await w.profiles.keep([aProfile('q')]);
  const { id: post, profile: q, provenance } = aPost('3', 'q');
  await w.posts.keep([aPost('3', 'q')]);
  const { id: p, network } = keyOfBluesky('p');
  const turned = { network, post, fetchedAt: provenance.fetchedAt };
  await w.attention.given([{ ...turned, aims: [{ names: 'profile', what: p }] }]);
  const counts = { known: 1, seen: 1, engagers: 1, knownEngagers: 1, effective: 1 };
  const standing = { ...counts, credible: 1, unusual: false };
  await w.attention.keepStandings(network, [{ id: p, standing, engagers: [q] }], at(0));
  const echo = { posts: 1, received: 1, allPosts: 1, allReceived: 1 };
  const rules = await w.listening.rules();
  await w.profiles.keepTopics(
    { network, id: p },
    rules.map(({ id: rule }) => ({ rule, ...echo })),
  );
}
