import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';
import type { InstallationId } from '../../core/ids.ts';
import { GRANT, readGrant } from '../../flows/install.ts';
import { leave } from '../../flows/uninstall.ts';
import type { HowToLeave } from '../../flows/uninstall.ts';
import { straight } from '../../sandbox/hubspot/testbed.ts';
import type { Testbed } from '../../sandbox/hubspot/testbed.ts';
import { aContact } from '../../storage/testbed.ts';
import { ran } from '../ran.ts';
import { openPortals } from './testbed.ts';
import type { Portals } from './testbed.ts';
import { uninstallCommand } from './uninstall.ts';
import type { UninstallOptions } from './uninstall.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const PURGED = new Date(NOW.getTime() + DEFAULTS.graceDays * 86_400_000);

let all: Portals;
let home: string;
let file: string;
beforeEach(async () => {
  all = await openPortals();
  home = await mkdtemp(join(tmpdir(), 'kith-leaving-'));
  file = join(home, 'all.ndjson');
});
afterEach(async () => {
  await all.close();
  await rm(home, { recursive: true });
});

const approve = (id: InstallationId) =>
  all.db.store.inside(id, (w) => w.governance.approve({ by: 'ada', at: NOW }));
const isApproved = (id: InstallationId) =>
  all.db.store.inside(id, async (w) => (await w.governance.read()).approval !== undefined);

interface Person {
  /** What somebody types; absent: nobody is there. */
  readonly types?: string;
  readonly interrupts?: boolean;
}

function leaves(options: Partial<UninstallOptions> = {}, { types, interrupts = false }: Person = {}) {
  const input = new PassThrough();
  if (types !== undefined) input.write(types);
  const interrupt = interrupts ? AbortSignal.abort() : new AbortController().signal;
  const how = {
    portal: '4242',
    restore: true,
    export: file,
    yes: types === undefined && !interrupts,
    ...options,
  };
  return ran((io) =>
    uninstallCommand(
      how,
      { ...io, input, isTty: types !== undefined || interrupts, interrupt },
      { store: all.db.store, now: () => NOW },
    ),
  );
}

const waiting = async () =>
  (await all.db.pool.query<{ data: unknown }>("select data from pgboss.job where name = 'leave'")).rows.map(
    ({ data }) => data,
  );

/** What a running Kith does with the work that waits. */
async function kithRuns(id: InstallationId, bed: Testbed): Promise<void> {
  const { crm } = await bed.install(hubspot);
  const revoke = (_: unknown, grant: string) =>
    hubspot.revoke(bed.app, straight, readGrant(grant).refreshToken, bed.now());
  const leaving = { revoke, forget: () => undefined };
  for (const how of (await waiting()) as HowToLeave[]) {
    await leave(id, how, { store: all.db.store, crmOf: () => Promise.resolve(crm), now: () => NOW, leaving });
  }
}

it('takes Kith out of a portal by what the settings set out on, with everything in hand first', async () => {
  const { id, bed } = await all.install();
  await approve(id);
  await all.db.store.inside(id, (w) => w.contacts.keep([aContact('1'), aContact('2')]));
  const { crm } = await bed.install(hubspot);
  await crm.prepare();
  expect(bed.portal.groups('contacts')).toContain('kith');

  const { code, out, err } = await leaves();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(
    `${file} holds what Kith knew of people: keep it safe.\n` +
      'Kith is leaving portal 4242, as soon as it runs. `kith hubspot status` shows when it has left.\n' +
      `What it keeps is purged after ${PURGED.toISOString().slice(0, 10)} 12:00 UTC; who installs before finds it again.\n`,
  );
  const rows = (await readFile(file, 'utf8')).trim().split('\n');
  const tables = rows.map((line) => (JSON.parse(line) as { table: string }).table);
  expect(tables.filter((table) => table === 'contact')).toHaveLength(2);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await isApproved(id)).toBe(false);
  expect(await waiting()).toEqual([{ installation: id, keepFields: false, restore: true }]);

  await kithRuns(id, bed);
  expect(bed.portal.installed()).toBe(false);
  expect(bed.portal.groups('contacts')).not.toContain('kith');
  const [one] = await all.db.store.installations();
  expect(one).toMatchObject({ status: 'uninstalled', purgeAt: PURGED });
  expect(await all.db.store.inside(id, (w) => w.secrets.read(GRANT))).toBeUndefined();

  const again = await leaves({ json: true });
  expect(JSON.parse(again.out)).toEqual({
    ...{ ok: true, portal: '4242', status: 'uninstalled', purgeAt: PURGED.toISOString() },
  });
  expect(again.code).toBe(0);
});

it('leaves in HubSpot what it is told to leave, and exports nothing where that is not wanted', async () => {
  const { id } = await all.install();
  const { code, out } = await leaves({ keepData: true, restore: false, export: false, json: true });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    ok: true,
    portal: '4242',
    status: 'leaving',
    purgeAt: PURGED.toISOString(),
  });
  expect(await waiting()).toEqual([{ installation: id, keepFields: true, restore: false }]);
  expect(await readdir(home)).toEqual([]);
});

describe('nothing is changed', () => {
  /** The command ends so, and the portal stays as it is. */
  async function stays(
    id: InstallationId,
    command: ReturnType<typeof leaves>,
    code: number,
    says: RegExp,
  ): Promise<void> {
    const { err, ...ended } = await command;
    expect(ended.code).toBe(code);
    expect(err).toMatch(says);
    expect(await waiting()).toEqual([]);
    expect(await isApproved(id)).toBe(true);
  }

  it('before a person says yes', async () => {
    const { id } = await all.install();
    await approve(id);
    await stays(id, leaves({ yes: false }), 2, /Its properties go with what they hold.* add --yes/);
    await stays(
      id,
      leaves({ keepData: true, restore: false, yes: false }),
      2,
      /stay with what they hold, mapped ones stay/,
    );
    await stays(id, leaves({}, { types: 'no\n' }), 2, /nothing was changed/);
    await stays(id, leaves({}, { interrupts: true }), 130, /Stopped/);
    expect(await readdir(home)).toEqual([]);
    expect((await leaves({}, { types: 'yes\n' })).code).toBe(0);
    expect(await waiting()).toHaveLength(1);
  });

  it('where the export cannot be written, and a file that is there stays', async () => {
    const { id } = await all.install();
    await approve(id);
    await writeFile(file, 'mine');
    await stays(id, leaves(), 2, /all\.ndjson is there already: move it/);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await stays(id, leaves({ export: join(home, 'no', 'where') }), 2, /cannot be written \(ENOENT\)/);
  });

  it.each(['4711', 'hubspot-4242', '4242 ', ''])(
    'for %j, which is no portal of this Kith',
    async (portal) => {
      const { id } = await all.install();
      await approve(id);
      await stays(id, leaves({ portal }), 2, /no portal .* is connected: `kith hubspot status` lists/);
    },
  );
});
