import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OrgOptions } from '../../sandbox/salesforce/org.ts';
import { installCommand, uninstallCommand } from './commands.ts';
import type { UninstallOptions } from './commands.ts';
import { ADMIN, openDesk } from './testbed.ts';
import type { Desk } from './testbed.ts';

let desk: Desk;
afterEach(() => desk.close());

async function installed(options: Partial<OrgOptions> = {}) {
  desk = await openDesk(options);
  const deploy = options.namespace === undefined;
  const { code } = await desk.run((io) => installCommand({ ...desk.at, deploy, user: ADMIN }, io));
  expect(code).toBe(0);
  return { ...desk, file: join(desk.home, 'export.ndjson') };
}
const leaves = (how: Partial<UninstallOptions> = {}, io: Parameters<Desk['run']>[1] = {}) =>
  desk.run(
    (given) => uninstallCommand({ ...desk.at, yes: true, export: false, restore: true, ...how }, given),
    io,
  );
/** A person at a terminal is asked first. */
const answered = (answer: string, how: Partial<UninstallOptions> = {}) =>
  desk.run(
    (io) => {
      io.input.unshift(Buffer.from(`${answer}\n`));
      return uninstallCommand({ ...desk.at, export: false, restore: true, ...how }, io);
    },
    { isTty: true },
  );

describe('kith salesforce uninstall', () => {
  it('exports first, lets the server leave, and takes the package and all it made out of the org', async () => {
    const { org, kith, file } = await installed();
    const { code, out } = await leaves({ export: file });
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(`{"table":"contact","row":{"org":"${org.orgId}"}}\n`);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(kith.asked.indexOf('GET /api/v1/export')).toBeLessThan(
      kith.asked.indexOf('POST /api/v1/uninstall'),
    );
    expect(kith.told.at(-1)).toEqual({ keepFields: false, restore: true });
    expect(org.installed()).toBe(false);
    expect(org.object('Contact')?.fields.map(({ name }) => name)).not.toContain('Kith_Headline__c');
    expect(org.object('Contact')?.fields.map(({ name }) => name)).toContain('LastName');
    expect(org.rows('PermissionSetAssignment')).toEqual([]);
    expect(org.callouts.url('Kith_API')).toBeUndefined();
    expect(out).toContain('purged after 2026-12-27');
  });

  it('finds nothing to do the second time', async () => {
    await installed();
    await leaves();
    desk.org.switches.forget();
    const { code, out } = await leaves({ json: true });
    expect(code).toBe(0);
    expect(JSON.parse(out).steps.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      Array(5).fill('there'),
    );
    expect(desk.writes()).toEqual([]);
  });

  it('leaves fields, objects and the package when the data is to stay', async () => {
    const { org, kith } = await installed();
    const { code, out } = await leaves({ keepData: true });
    expect(code).toBe(0);
    expect(kith.told.at(-1)).toEqual({ keepFields: true, restore: true });
    expect(out).toContain('stays, with the data');
    expect(org.installed()).toBe(true);
    expect(org.callouts.secret('Kith_Service', 'Kith_Service', 'ApiKey')).toBeUndefined();
    expect(org.rows('PermissionSetAssignment')).toEqual([]);
  });

  it('leaves what stands in mapped fields where that is wished, and says so before', async () => {
    const { kith } = await installed();
    const { err } = await answered('yes', { restore: false });
    expect(err).toContain('Mapped fields stay as they are.');
    expect(kith.told.at(-1)).toEqual({ keepFields: false, restore: false });
  });

  it('says where an installed package is removed, after everything else is done', async () => {
    const { org, kith } = await installed({ namespace: 'kith', installed: true });
    const { code, out } = await leaves();
    expect(code).toBe(1);
    expect(out).toMatch(/✗ The package: .*Installed Packages/);
    expect(kith.connected.size).toBe(0);
    expect(org.callouts.secret('kith__Kith_Service', 'Kith_Service', 'ApiKey')).toBeUndefined();
  });

  it('names what the org keeps because it is used somewhere, and goes on from there', async () => {
    const { org } = await installed();
    const failure = {
      ...{
        componentType: 'Flow',
        fullName: 'Kith_Complaint_To_Case',
        fileName: 'destructiveChangesPost.xml',
      },
      ...{ problem: 'This flow has an active version', problemType: 'Error', success: false },
    };
    const deployResult = { id: '0Af000000000001AAA', status: 'Failed', done: true, success: false };
    const body = { deployResult: { ...deployResult, details: { componentFailures: failure } } };
    org.switches.fail({ times: 1, path: /deployRequest\/0Af/, status: 200, body });
    const { code, out } = await leaves();
    expect(code).toBe(1);
    expect(out).toContain(
      'Flow Kith_Complaint_To_Case (destructiveChangesPost.xml): This flow has an active version',
    );
    expect(org.installed()).toBe(true);
    expect((await leaves()).code).toBe(0);
    expect(org.installed()).toBe(false);
  });

  it('does not write over an export that is there', async () => {
    const { file, kith } = await installed();
    await leaves({ export: file, keepData: true });
    kith.connected.add(desk.org.orgId);
    const { code, out } = await leaves({ export: file });
    expect(code).toBe(1);
    expect(out).toContain('is there already');
    expect(kith.connected.size).toBe(1);
  });

  it('destroys nothing before a person says yes', async () => {
    const { kith, org } = await installed();
    const nobody = await leaves({ yes: false });
    expect(nobody.code).toBe(2);
    expect(nobody.err).toContain('add --yes');
    for (const [answer, code] of [
      ['no', 2],
      ['yes', 0],
    ] as const) {
      expect(kith.connected.size).toBe(1);
      expect((await answered(answer)).code).toBe(code);
    }
    expect(org.installed()).toBe(false);
  });
});
