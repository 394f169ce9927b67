import { afterEach, describe, expect, it } from 'vitest';
import type { OrgOptions } from '../../sandbox/salesforce/org.ts';
import { installCommand, statusCommand } from './commands.ts';
import type { InstallOptions } from './commands.ts';
import { ACCESS_KEY } from './kith-stand-in.ts';
import { ADMIN, openDesk } from './testbed.ts';
import type { Desk } from './testbed.ts';

let desk: Desk;
afterEach(() => desk.close());

/** @param options of the simulated org */
async function sitDown(options: Partial<OrgOptions> = {}) {
  desk = await openDesk(options);
  return desk;
}
const installs = (how: Partial<InstallOptions> = {}) =>
  desk.run((io) => installCommand({ ...desk.at, deploy: true, user: ADMIN, ...how }, io));
const keyInOrg = (prefix = '') => desk.org.callouts.secret(`${prefix}Kith_Service`, 'Kith_Service', 'ApiKey');

/** `there`, `done`, … of each step, in order. */
const outcomes = (out: string) => JSON.parse(out).steps.map((step: { outcome: string }) => step.outcome);

describe('kith salesforce install', () => {
  it('puts Kith into an org that never knew it, and says of each part that it works', async () => {
    const { org, kith } = await sitDown();
    const { code, out, err } = await installs();
    expect({ code, err, out }).toMatchObject({ code: 0, err: '' });
    expect(out.split('\n').filter(Boolean)).toHaveLength(10);
    expect(out).not.toMatch(/[✗·]/);
    expect(org.installed()).toBe(true);
    expect(org.object('Contact')?.fields.map(({ name }) => name)).toContain('Kith_Headline__c');
    expect(org.callouts.url('Kith_API')).toBe(kith.url);
    expect(keyInOrg()).toBe(kith.keyOf(org.orgId));
    expect(kith.told).toEqual([{ signIn: org.url, user: ADMIN }]);
    const sets = new Map(org.rows('PermissionSet').map(({ Id, Name }) => [Id, Name]));
    const given = org.rows('PermissionSetAssignment').filter(({ AssigneeId }) => AssigneeId === org.adminId);
    expect(given.map((row) => sets.get(String(row['PermissionSetId']))).toSorted()).toEqual([
      'Kith_Admin',
      'Kith_Integration',
      'Kith_User',
    ]);
  });

  it('changes nothing when it is run again', async () => {
    const { org, kith } = await sitDown();
    await installs();
    org.switches.forget();
    const before = kith.told.length;
    const { code, out } = await installs({ json: true });
    expect(code).toBe(0);
    expect(new Set(outcomes(out))).toEqual(new Set(['there']));
    // The org compares the package with its own by a deployment that only checks.
    expect(desk.writes()).toEqual(['POST /metadata/deployRequest']);
    expect(kith.told).toHaveLength(before);
  });

  it('never points the org elsewhere while it holds the key', async () => {
    await sitDown();
    await installs();
    const writes = desk.writes();
    const [address, key] = [/named-credential-setup/, /named-credentials\/credential/].map((one) =>
      writes.findIndex((write) => one.test(write)),
    );
    expect(address).toBeGreaterThan(-1);
    expect(key).toBeGreaterThan(address ?? 0);
    // Another release of the package is deployed over it, of which only the deployment is seen here.
    const { org, kith } = desk;
    const differs = { componentType: 'ApexClass', fullName: 'KithApi', changed: true };
    const check = { id: '0Af000000000001AAA', status: 'Succeeded', done: true, success: true };
    const body = { deployResult: { ...check, details: { componentSuccesses: [differs] } } };
    org.switches.fail({ times: 1, path: /deployRequest\/0Af/, status: 200, body });
    org.switches.forget();
    const { out } = await installs();
    expect(out).toMatch(/The package: deployed/);
    expect(out).toContain(`Kith_API calls ${kith.url}\n`);
    expect(desk.writes()).toEqual(Array(2).fill('POST /metadata/deployRequest'));
  });

  it('waits for the consent of a person when no user is named, and goes on after Ctrl-C', async () => {
    const { org, kith, at } = await sitDown();
    const controller = new AbortController();
    const looks: number[] = [];
    kith.onLook = () => {
      looks.push(looks.length);
      if (looks.length === 4) controller.abort();
    };
    const options = { ...at, deploy: true };
    const first = await desk.run((io) => installCommand(options, io), { interrupt: controller.signal });
    expect(first.code).toBe(130);
    expect(first.err).toContain('Run the same command again');
    expect(first.out).toContain(`${kith.url}/install/salesforce?at=${encodeURIComponent(org.url)}`);

    kith.onLook = () => kith.connected.add(org.orgId);
    org.switches.forget();
    const second = await desk.run((io) => installCommand({ ...options, json: true }, io));
    expect(second.code).toBe(0);
    expect(new Set(outcomes(second.out))).toEqual(new Set(['there']));
    expect(kith.told).toEqual([]);
  });

  it('leaves a package from the marketplace as it is, and fills in what is named after its namespace', async () => {
    const { org, kith } = await sitDown({ namespace: 'kith', installed: true });
    const { code, out } = await installs({ deploy: false });
    expect(out).toContain('installed as a managed package');
    expect(code).toBe(0);
    expect(org.callouts.url('kith__Kith_API')).toBe(kith.url);
    expect(keyInOrg('kith__')).toBe(kith.keyOf(org.orgId));
    expect(desk.writes().join()).not.toContain('deployRequest');
  });

  it('puts the key in again when that is asked', async () => {
    const { kith, org } = await sitDown();
    await installs();
    kith.keyOf = () => 'another-key';
    expect((await installs()).code).toBe(0);
    // The org tells nobody what it holds, so that it is another one cannot be seen.
    expect(keyInOrg()).not.toBe('another-key');
    expect((await installs({ renewKey: true })).code).toBe(0);
    expect(keyInOrg()).toBe('another-key');
    expect(org.installed()).toBe(true);
  });

  it('prints no secret, and leaves none in a file', async () => {
    const { org, kith, files } = await sitDown();
    const before = await files();
    const runs = [await installs(), await installs({ json: true }), await installs({ renewKey: true })];
    const printed = runs.map(({ out, err }) => out + err).join('');
    const after = await files();
    const added = [...after.keys()].filter((path) => !before.has(path));
    // Salesforce's own log of the day, which is there after its login too where that took place on the same day.
    expect(added.filter((path) => !/\.sf\/sf-[\d-]+\.log$/.test(path))).toEqual([]);
    const all = printed + [...after.values()].join('');
    expect(all).not.toContain(kith.keyOf(org.orgId));
    expect(all).not.toContain(ACCESS_KEY);
    expect(org.userOf(/"accessToken": "([^"]+)"/.exec(all)?.[1] ?? '')).toBeUndefined();
  });
});

describe('an install that cannot go on', () => {
  it('changes nothing in the org when the server refuses the access key', async () => {
    await sitDown();
    const { code, out } = await desk.run((io) =>
      installCommand({ ...desk.at, deploy: true }, { ...io, accessKey: 'another' }),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/✗ The Kith server: .*set KITH_ACCESS_KEY/);
    expect(desk.writes()).toEqual([]);
  });

  it('says which file of the package the org refused, in which line', async () => {
    const { org } = await sitDown();
    const failure = {
      ...{ componentType: 'ApexClass', fullName: 'KithApi', fileName: 'classes/KithApi.cls', lineNumber: 12 },
      ...{
        problem: 'Invalid type: Nobody',
        problemType: 'Error',
        success: false,
        changed: false,
        created: false,
      },
    };
    const deployResult = { id: '0Af000000000001AAA', status: 'Failed', done: true, success: false };
    const body = { deployResult: { ...deployResult, details: { componentFailures: [failure] } } };
    org.switches.fail({ times: 1, path: /deployRequest\/0Af/, status: 200, body });
    const { code, out } = await installs();
    expect(code).toBe(1);
    expect(out).toContain('ApexClass KithApi (classes/KithApi.cls:12): Invalid type: Nobody');
    expect(out).toMatch(/✗ The package: .*1 reasons/);
    expect(out).not.toContain('Permissions');
  });

  it.each([
    ['an org of an older release', /\/services\/data(\?|$)/, [{ version: '66.0' }], 200, /needs 67\.0/],
    [
      'a user without the right',
      /PermissionSetAssignment$/,
      [{ message: 'insufficient access rights', errorCode: 'INSUFFICIENT_ACCESS' }],
      403,
      /INSUFFICIENT_ACCESS\): log in as a system administrator/,
    ],
    [
      'an org whose calls are used up',
      /named-credential-setup/,
      [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
      403,
      /the API calls of the day are used up/,
    ],
  ])('says what to do about %s', async (_, path, body, status, says) => {
    const { org } = await sitDown();
    org.switches.fail({ times: 1, path, body, status });
    const { code, out } = await installs();
    expect(out).toMatch(says);
    expect(code).toBe(1);
  });

  it('says that the org cannot be reached when the connection breaks', async () => {
    const { org } = await sitDown();
    org.switches.fail({ times: 99, destroy: true });
    const { code, err } = await installs();
    expect(err).toMatch(/The org cannot be reached \((UND_ERR_SOCKET|ECONNRESET)\)/);
    expect(code).toBe(1);
  });

  it('names the user that the org does not have', async () => {
    await sitDown();
    const { code, out } = await installs({ user: "o'nobody@kith-sample.example" });
    expect(out).toContain("The org has no user o'nobody@kith-sample.example");
    expect(code).toBe(1);
  });

  it('says what to admit in Setup when the org does not let Kith in as that user', async () => {
    const { kith } = await sitDown();
    kith.admitted.clear();
    const { code, out } = await installs();
    expect(out).toMatch(/✗ Kith in the org: .*refused the credentials.*External Client App Manager/);
    expect(code).toBe(1);
  });

  it('asks for the package when it may not deploy it', async () => {
    await sitDown();
    const { code, out } = await installs({ deploy: false });
    expect(out).toContain('install it first, or leave out --no-deploy');
    expect(code).toBe(1);
    expect(desk.writes()).toEqual([]);
  });

  it.each([
    [{ targetOrg: 'nobody' }, {}, /nobody is logged in as "nobody": run `sf org login web --alias nobody`/],
    [{ server: 'kith.example' }, {}, /--server takes an address/],
    [{ server: 'http://kith.example' }, {}, /must begin with https/],
    [{ server: 'https://me:pw@kith.example' }, {}, /without a user name/],
    [{}, { accessKey: undefined }, /set KITH_ACCESS_KEY/],
  ])('exits with 2 before it asks anything for %o %o', async (given, how, says) => {
    await sitDown();
    desk.org.switches.forget();
    const { code, err } = await desk.run(
      (io) => installCommand({ ...desk.at, deploy: true, ...given }, io),
      how,
    );
    expect(err).toMatch(says);
    expect(err).not.toContain('pw@');
    expect(code).toBe(2);
    expect([...desk.kith.asked, ...desk.org.switches.requests]).toEqual([]);
  });
});

describe('kith salesforce status', () => {
  const looks = () => desk.run((io) => statusCommand({ ...desk.at, user: ADMIN, json: true }, io));

  it('names what is missing in an org, and changes nothing', async () => {
    await sitDown();
    const { code, out } = await looks();
    expect(code).toBe(1);
    expect(
      JSON.parse(out).steps.map(({ title, outcome }: Record<string, string>) => [title, outcome]),
    ).toEqual([
      ['The Kith server', 'there'],
      ['The Salesforce org', 'there'],
      ['The package', 'missing'],
      ['Permissions', 'failed'],
      ['The way to Kith', 'failed'],
      ['The org’s key', 'failed'],
      ['Kith in the org', 'missing'],
      ['Kith’s fields', 'failed'],
      ['A call as the panel makes it', 'missing'],
      ['API calls of the day', 'there'],
    ]);
    expect(desk.writes()).toEqual([]);
  });

  it('finds all well after an install, and the day’s calls when they run out', async () => {
    const { org } = await sitDown();
    await installs();
    org.switches.forget();
    expect((await looks()).code).toBe(0);
    expect(desk.writes()).toEqual([]);
    org.switches.callsUsed = org.switches.dailyLimit * 0.8;
    const { code, out } = await looks();
    expect(code).toBe(1);
    expect(out).toContain('Kith waits until more are free');
  });
});
