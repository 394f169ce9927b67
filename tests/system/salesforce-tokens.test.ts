import { afterEach, beforeEach, expect, it } from 'vitest';
import { ContactId } from '../../src/core/ids.ts';
import type { Crm } from '../../src/ports/crm.ts';
import { GRANT, readGrant } from '../../src/flows/install.ts';
import { connectTo } from '../../src/sandbox/salesforce/connector-bed.ts';
import type { Connected } from '../../src/sandbox/salesforce/connector-bed.ts';
import { freshStore } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { keepGrant, openOrgSession } from '../support/org-session.ts';
import type { OrgSession } from '../support/org-session.ts';

const WORKERS = 50;

let db: FreshStore;
let org: Connected;
let kith: OrgSession;
let people: readonly ContactId[];
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  db = await freshStore();
  org = await connectTo();
  const { bed, app, grant } = org;
  people = Array.from({ length: WORKERS }, (_, n) =>
    ContactId.parse(bed.org.create('Contact', { LastName: `Moe ${n}` }).Id),
  );
  await keepGrant(db.store, grant, bed.now);
  kith = openOrgSession({ store: db.store, app, account: grant.account, now: bed.now });
  closing.push(() => kith.close());
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await org.bed.close();
  await db.close();
});

/** How often the org was asked for a token. */
const refreshes = () => org.bed.org.switches.counts()['POST /services/oauth2/token'] ?? 0;
const crmAt = ({ sessions, installation }: OrgSession) => sessions.crmOf(installation);
const each = (crms: readonly Crm[]) =>
  Promise.all(people.map(async (one, n) => (await crms[n % crms.length]?.contacts([one]))?.[0]?.id));

it('has one token fetched when fifty workers of two processes find their session expired, and loses no work', async () => {
  const { bed, app, grant } = org;
  const beside = await db.again();
  closing.push(() => beside.close());
  const other = openOrgSession({ store: beside.store, app, account: grant.account, now: bed.now });
  closing.push(() => other.close());
  const crms = [await crmAt(kith), await crmAt(other)];
  expect(await each(crms)).toEqual(people);
  for (let round = 1; round <= 3; round += 1) {
    // Tokens that are refused one after the other in a minute are another matter.
    bed.advance(120_000);
    bed.org.switches.expireTokens();
    bed.org.switches.forget();
    expect(await each(crms), `round ${round}`).toEqual(people);
    expect(refreshes(), `round ${round}`).toBe(1);
  }
  expect(bed.org.connected()).toBe(true);
});

it('stops after two tokens when an org refuses every one that it gives', async () => {
  const { switches } = org.bed.org;
  const crm = await crmAt(kith);
  switches.forget();
  const body = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];
  switches.fail({ times: 10_000, path: /^\/services\/data/, status: 401, body });
  const outcomes = await Promise.allSettled(people.map((one) => crm.contacts([one])));
  for (const one of outcomes) {
    expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'unauthorized' } });
  }
  for (const one of people.slice(0, 5)) {
    await expect(crm.contacts([one])).rejects.toMatchObject({ kind: 'unauthorized' });
  }
  expect(refreshes()).toBeLessThanOrEqual(2);
});

it('is told to connect again when a refresh token that was used before is used once more', async () => {
  const { bed, grant } = org;
  const { store } = db;
  const crm = await crmAt(kith);
  const kept = () => store.inside(kith.installation, (w) => w.secrets.read(GRANT));
  bed.org.switches.expireTokens();
  expect(await each([crm])).toEqual(people);
  expect(readGrant((await kept()) ?? '').refreshToken, 'it rotated').not.toBe(grant.refreshToken);

  // Somebody runs an old copy of the database: the org takes that for a theft, and ends all that was granted.
  const form = { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  const { clientId: client_id, clientSecret: client_secret } = org.app;
  const stolen = await fetch(`${bed.org.url}/services/oauth2/token`, {
    ...{ method: 'POST', body: new URLSearchParams({ ...form, client_id, client_secret }) },
  });
  expect(stolen.status).toBe(400);
  expect(bed.org.connected()).toBe(false);

  const [one] = people;
  if (!one) throw new Error('nobody is there');
  await expect(crm.contacts([one])).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(await store.installations()).toMatchObject([{ status: 'uninstalled' }]);
  expect(await kept()).toBeUndefined();
  await expect(crmAt(kith)).rejects.toThrow(
    /is not connected; open \/install\/salesforce to connect it again/,
  );
  bed.org.switches.forget();
  await expect(crm.contacts([one])).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(bed.org.switches.requests, 'nobody is asked any more').toEqual([]);
});
