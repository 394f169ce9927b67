import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPTIONAL_SCOPES, SCOPES } from '../../../connectors/crm/hubspot/scopes.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';
import { ContactId } from '../../core/ids.ts';
import type { InstallationId } from '../../core/ids.ts';
import { GRANT, readGrant, writeGrant } from '../../flows/install.ts';
import { end } from '../../flows/uninstall.ts';
import type { Workspace } from '../../ports/store.ts';
import { aContact, aDelivery } from '../../storage/testbed.ts';
import { ran } from '../ran.ts';
import { lackingIn, missingScopes } from './lacking.ts';
import { statusCommand } from './status.ts';
import { openPortals } from './testbed.ts';
import type { Portals } from './testbed.ts';

/** The clock of the simulated portals begins here. */
const INSTALLED = '2026-11-24 10:00 UTC';
const NOW = new Date('2026-11-24T12:00:00Z');
const DAY_MS = 86_400_000;

let all: Portals;
beforeEach(async () => {
  all = await openPortals();
});
afterEach(() => all.close());

const inside = <T>(id: InstallationId, work: (w: Workspace) => Promise<T>) => all.db.store.inside(id, work);
const approve = (id: InstallationId) =>
  inside(id, (w) => w.governance.approve({ by: 'ada@quist.example', at: new Date('2026-11-24T11:00:00Z') }));
const status = (now = NOW) => ran((io) => statusCommand({}, io, all.at(now)));
const told = async (now = NOW) => {
  const { code, out } = await ran((io) => statusCommand({ json: true }, io, all.at(now)));
  const { ok, portals } = JSON.parse(out) as { ok: boolean; portals: Record<string, unknown>[] };
  return { code, ok, portals, out };
};
const lineOf = (out: string, what: string) =>
  out.split('\n').filter((line) => line.slice(4).startsWith(`${what}:`));

describe('a portal in which all is well', () => {
  it('is told with since when, what is granted, the day’s calls, the last event and what was read', async () => {
    const { id } = await all.install();
    await approve(id);
    await inside(id, async (w) => {
      await w.governance.countCalls('2026-11-23', 500);
      await w.governance.countCalls('2026-11-24', 132);
      await w.contacts.keep([aContact('1'), aContact('2')]);
    });
    const receivedAt = new Date('2026-11-24T11:59:30Z');
    await all.db.store.keepDeliveries([aDelivery('d', { installation: id, receivedAt })]);
    const { code, out, err } = await status();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { waiting } = await inside(id, (w) => w.governance.health());
    expect(out).toBe(
      [
        `Portal 4242, connected since ${INSTALLED}`,
        '  ✓ Scopes: all 10 are granted',
        '  ✓ Writing: approved since 2026-11-24 11:00 UTC',
        `  ✓ Contacts: 2 read, 0 looked for on the networks; ${waiting} jobs wait`,
        `  ✓ Calls today: 132 of ${DEFAULTS.callsPerDay.toLocaleString('en')} are used, ${(DEFAULTS.callsPerDay - 132).toLocaleString('en')} are left`,
        '  ✓ Last event: 2026-11-24 11:59 UTC',
        '  ✓ Failed work: none',
        '',
      ].join('\n'),
    );
  });

  it('is told to a machine in numbers and moments', async () => {
    const { id } = await all.install();
    await approve(id);
    const { code, ok, portals } = await told();
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(portals).toMatchObject([
      {
        ...{ portal: '4242', installation: id, status: 'active', sample: false },
        since: '2026-11-24T10:00:00.000Z',
        scopes: { granted: expect.arrayContaining([...SCOPES, ...OPTIONAL_SCOPES]), missing: [] },
        writing: { approved: true, at: '2026-11-24T11:00:00.000Z' },
        calls: { used: 0, allowed: DEFAULTS.callsPerDay, left: DEFAULTS.callsPerDay },
        health: { contacts: 0, resolved: 0 },
        failed: { deliveries: 0, jobs: 0 },
      },
    ]);
  });
});

it('says as the settings do what is lacking without a scope that was not granted, which nobody has to change', async () => {
  const withheld = ['tickets', 'crm.lists.write'];
  const { id } = await all.install({ withholds: withheld });
  await approve(id);
  const { code, out } = await status();
  expect(code).toBe(0);
  const again = 'in HubSpot connects it again at https://kith.example/install/hubspot.';
  expect(lineOf(out, 'Scopes')).toEqual([
    `  · Scopes: HubSpot does not let Kith read and add tickets. Whoever may grant tickets ${again}`,
    `  · Scopes: HubSpot does not let Kith keep lists. Whoever may grant crm.lists.read and crm.lists.write ${again}`,
  ]);
  expect((await told()).portals[0]?.['scopes']).toMatchObject({ missing: withheld });
});

it('knows of every scope what there is not without it, and which are indispensable', () => {
  const all = [...SCOPES, ...OPTIONAL_SCOPES];
  expect(missingScopes([])).toEqual(all);
  for (const scope of all) {
    const lacking = lackingIn(
      all.filter((one) => one !== scope),
      'https://kith.example',
    );
    expect(lacking.length, scope).toBeGreaterThan(0);
    expect(lacking[0]?.says).toContain(scope);
    expect(lacking.some(({ required }) => required)).toBe((SCOPES as readonly string[]).includes(scope));
  }
});

describe('what needs a person', () => {
  /** What is wrong, where it is the only thing that is. */
  async function only(id: InstallationId, work: (w: Workspace) => Promise<unknown>) {
    await approve(id);
    expect((await status()).code).toBe(0);
    await inside(id, work);
    const { code, out } = await status();
    expect(code).toBe(1);
    return out.split('\n').filter((line) => line.startsWith('  ✗'));
  }

  it('is the approval, until somebody gives it', async () => {
    const { id } = await all.install();
    expect(await only(id, (w) => w.governance.approve(undefined))).toEqual([
      '  ✗ Writing: nobody approved: look at the preview at https://kith.example/settings, and approve it there',
    ]);
  });

  it('is a scope without which Kith does not work', async () => {
    const { id } = await all.install();
    const [line] = await only(id, async (w) => {
      const grant = readGrant((await w.secrets.read(GRANT)) ?? '');
      const scopes = grant.scopes.filter((scope) => scope !== 'crm.objects.contacts.read');
      await w.secrets.keep(GRANT, writeGrant({ ...grant, scopes }));
    });
    expect(line).toMatch(
      /Kith does not work without crm\.objects\.contacts\.read\. .* connects again at https/,
    );
  });

  it('is a grant that is gone', async () => {
    const { id } = await all.install();
    expect(await only(id, (w) => w.secrets.forget(GRANT))).toEqual([
      '  ✗ Scopes: HubSpot gives no access any more: connect again at https://kith.example/install/hubspot',
    ]);
  });

  it('is what failed of what came in, and work that was given up', async () => {
    const { id } = await all.install();
    await approve(id);
    await approve((await all.install({ portalId: 7 })).id);
    for (const name of ['d', 'e']) {
      const delivery = aDelivery(name, { installation: id });
      await all.db.store.keepDeliveries([delivery]);
      await inside(id, (w) => w.deliveries.mark(delivery.id, 'failed', 'HubSpot answered in a new shape'));
    }
    const data = { installation: id, contact: ContactId.parse('7') };
    await all.db.boss.insert('record', [{ data, retryLimit: 0 }]);
    const [job] = await all.db.boss.fetch('record');
    await all.db.boss.fail('record', job?.id ?? '', { error: 'the portal does not answer' });
    const { code, out } = await status();
    expect(code).toBe(1);
    const [line] = lineOf(out, 'Failed work');
    expect(line).toMatch(
      /^ {2}✗ Failed work: deliveries that failed: 2; jobs that were given up: 1; last trouble: \w/,
    );
    expect(line).toContain('`kith deliveries` lists it, `kith deliveries replay ID` tries again');
    expect((await told()).portals.map(({ portal, failed }) => ({ portal, failed }))).toEqual([
      { portal: '4242', failed: { deliveries: 2, jobs: 1, last: expect.any(String) } },
      { portal: '7', failed: { deliveries: 0, jobs: 0 } },
    ]);
  });
});

it('says that the day’s calls are used up, which ends by itself', async () => {
  const { id } = await all.install();
  await approve(id);
  await inside(id, (w) => w.governance.countCalls('2026-11-24', DEFAULTS.callsPerDay + 7));
  const { code, out } = await status();
  expect(code).toBe(0);
  expect(lineOf(out, 'Calls today')[0]).toMatch(
    /^ {2}· .*are used up.* at 00:00 UTC\. .*https:\/\/kith\.example\/settings$/,
  );
  expect((await told()).portals[0]?.['calls']).toMatchObject({ left: 0 });
  const tomorrow = await status(new Date(NOW.getTime() + DAY_MS));
  expect(lineOf(tomorrow.out, 'Calls today')[0]).toMatch(/✓ Calls today: 0 of/);
});

describe('a portal that was uninstalled', () => {
  it('is told with when everything is purged, and that it is late where it is late', async () => {
    const { id } = await all.install();
    const leaving = { revoke: () => Promise.resolve(), forget: () => undefined };
    await end(id, { store: all.db.store, now: () => NOW, leaving });
    const purgeAt = new Date(NOW.getTime() + DEFAULTS.graceDays * DAY_MS);
    const { code, out } = await status();
    expect(code).toBe(0);
    const on = `${purgeAt.toISOString().slice(0, 10)} 12:00 UTC`;
    expect(out).toBe(
      `Portal 4242, connected since ${INSTALLED}\n` +
        `  · Uninstalled: everything is purged on ${on}; whoever installs at https://kith.example/install/hubspot before finds it again\n`,
    );
    expect((await told()).portals).toMatchObject([{ status: 'uninstalled', purgeAt: purgeAt.toISOString() }]);
    const late = await status(new Date(purgeAt.getTime() + DAY_MS));
    expect(late.code).toBe(1);
    expect(late.out).toContain(`✗ Uninstalled: what is kept should have been purged on ${on}: start Kith`);
  });
});

it('tells of each portal, of no other CRM, and needs a person where one of them does', async () => {
  const { store } = all.db;
  const [ready] = [await all.install({ portalId: 1 }), await all.install({ portalId: 2 })];
  await approve(ready.id);
  const org = {
    crm: 'salesforce',
    account: '00D',
    status: 'active',
    sample: false,
    installedAt: NOW,
  } as const;
  await store.install({ ...org, id: 'salesforce-00D' as InstallationId });
  const { code, portals } = await told();
  expect(code).toBe(1);
  expect(portals.map(({ portal }) => portal)).toEqual(['1', '2']);
});

it('says how to begin where no portal is connected', async () => {
  expect(await status()).toMatchObject({
    code: 1,
    out: 'No portal is connected. Open https://kith.example/install/hubspot; `kith hubspot project` writes the app’s project.\n',
  });
  expect(await told()).toMatchObject({ ok: false, portals: [] });
});

it('says nothing of any person, and no secret', async () => {
  const { id } = await all.install();
  await approve(id);
  const secret = await inside(id, async (w) => {
    await w.contacts.keep([aContact('1', { name: 'Ada Quist', emails: ['ada@quist.example'] })]);
    return readGrant((await w.secrets.read(GRANT)) ?? '');
  });
  const printed = `${(await status()).out}${(await told()).out}`;
  for (const held of ['quist', 'Quist', secret.accessToken, secret.refreshToken])
    expect(printed).not.toContain(held);
});
