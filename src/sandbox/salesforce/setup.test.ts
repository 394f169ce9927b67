import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComponentSet, DestructiveChangesType, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import type { Connection } from 'jsforce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KITH_PACKAGE } from './package-metadata.ts';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
let conn: Connection;
beforeEach(async () => {
  bed = await openBed({ installed: false });
  conn = await bed.connect();
});
afterEach(() => bed.close());

async function zipOf(components: ComponentSet): Promise<Buffer> {
  components.sourceApiVersion = '67.0';
  const { zipBuffer } = await new MetadataConverter().convert(components, 'metadata', { type: 'zip' });
  if (!zipBuffer) throw new Error('nothing was packed');
  return zipBuffer;
}

async function deploy(zip: Buffer, options: Readonly<Record<string, unknown>> = {}) {
  const { id } = await conn.metadata.deployRest(zip, { singlePackage: true, ...options });
  return conn.metadata.checkDeployStatus(id, true, true);
}

describe('a deployment', () => {
  it('of the project brings its objects, and of what it destroys takes them away', async () => {
    const zip = await zipOf(ComponentSet.fromSource(KITH_PACKAGE));
    expect(await deploy(zip, { checkOnly: true })).toMatchObject({ success: true, checkOnly: true });
    expect(bed.org.installed()).toBe(false);
    expect(await deploy(zip)).toMatchObject({ success: true, status: 'Succeeded', numberComponentErrors: 0 });
    const fields = (await conn.sobject('Social_Profile__c').describe()).fields.map(({ name }) => name);
    bed.org.install();
    const own = bed.org.object('Social_Profile__c')?.fields.map(({ name }) => name);
    expect(fields.toSorted()).toEqual(own?.toSorted());
    const gone = new ComponentSet();
    for (const one of ComponentSet.fromSource(KITH_PACKAGE).getSourceComponents()) {
      const own = one.type.name === 'CustomObject' && one.fullName.startsWith('Social_');
      const headline = one.getChildren().filter(({ fullName }) => fullName === 'Contact.Kith_Headline__c');
      const field = one.fullName === 'Contact.Kith_Headline__c' ? [one] : headline;
      for (const chosen of own ? [one] : field) gone.add(chosen, DestructiveChangesType.POST);
    }
    const result = await deploy(await zipOf(gone));
    expect(result).toMatchObject({ success: true });
    expect([result.details?.componentSuccesses].flat()).toContainEqual(
      expect.objectContaining({
        fullName: 'Social_Profile__c',
        fileName: 'destructiveChangesPost.xml',
        deleted: true,
      }),
    );
    expect([bed.org.installed(), bed.org.object('Social_Profile__c')]).toEqual([false, undefined]);
    const contact = (await conn.sobject('Contact').describe()).fields.map(({ name }) => name);
    expect([contact.includes('Kith_Headline__c'), contact.includes('Kith_Influence__c')]).toEqual([
      false,
      true,
    ]);
  });

  it('with a broken file changes nothing, and says which file it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-package-'));
    cpSync(join(KITH_PACKAGE, 'permissionsets'), join(folder, 'permissionsets'), { recursive: true });
    writeFileSync(
      join(folder, 'permissionsets', 'Kith_User.permissionset-meta.xml'),
      '<PermissionSet><label>',
    );
    const result = await deploy(await zipOf(ComponentSet.fromSource(folder)));
    rmSync(folder, { recursive: true });
    expect(result).toMatchObject({ success: false, status: 'Failed', numberComponentErrors: 1 });
    expect([result.details?.componentFailures].flat()[0]).toMatchObject({
      fullName: 'Kith_User',
      problemType: 'Error',
    });
    expect(bed.org.rows('PermissionSet')).toEqual([]);
  });

  it('that is no zip fails, and one that runs tests fails with them', async () => {
    expect(await deploy(Buffer.from('nothing'))).toMatchObject({ success: false, numberComponentsTotal: 0 });
    bed.org.switches.apexTests = [
      { name: 'KithApiTest', method: 'asks' },
      { name: 'KithApiTest', method: 'answers', message: 'Assertion Failed' },
    ];
    const zip = await zipOf(ComponentSet.fromSource(join(KITH_PACKAGE, 'permissionsets')));
    expect(await deploy(zip, { testLevel: 'RunLocalTests' })).toMatchObject({
      ...{ success: false, numberTestsTotal: 2, numberTestErrors: 1 },
      details: {
        runTestResult: {
          failures: [{ name: 'KithApiTest', methodName: 'answers', message: 'Assertion Failed' }],
        },
      },
    });
  });
});

describe('a user', () => {
  it('sees nothing of the package until one of its permission sets is theirs, where the org looks at fields', async () => {
    await bed.close();
    bed = await openBed({ fieldSecurity: 'enforced' });
    conn = await bed.connect();
    const profiles = () => conn.query('SELECT Id FROM Social_Profile__c');
    await expect(profiles()).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
    await expect(
      conn.sobject('Contact').create({ LastName: 'Roy', Kith_Headline__c: 'x' }),
    ).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    const [set] = bed.org.rows('PermissionSet').filter((row) => row['Name'] === 'Kith_Integration');
    const given = { PermissionSetId: set?.Id, AssigneeId: bed.org.adminId };
    const { Id } = bed.org.create('PermissionSetAssignment', given);
    expect((await profiles()).totalSize).toBe(0);
    expect(await conn.sobject('Contact').create({ LastName: 'Roy', Kith_Headline__c: 'x' })).toMatchObject({
      success: true,
    });
    bed.org.remove(Id);
    await expect(profiles()).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
  });
});

describe('an administrator', () => {
  it('finds a permission set by its name and gives it to a user, once', async () => {
    bed.org.install();
    const { records } = await conn.query<{ Id: string }>(
      "SELECT Id FROM PermissionSet WHERE Name = 'Kith_Admin'",
    );
    const given = { PermissionSetId: records[0]?.Id ?? '', AssigneeId: bed.org.adminId };
    expect(await conn.sobject('PermissionSetAssignment').create(given)).toMatchObject({ success: true });
    await expect(conn.sobject('PermissionSetAssignment').create(given)).rejects.toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
    });
    const mine =
      "SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE Assignee.Username = 'admin@kith-sample.example'";
    expect((await conn.query(mine)).records).toMatchObject([{ PermissionSet: { Name: 'Kith_Admin' } }]);
    const org = await conn.query('SELECT Id, OrganizationType, IsSandbox FROM Organization');
    expect(org.records).toMatchObject([{ Id: bed.org.orgId, OrganizationType: 'Developer Edition' }]);
  });

  it('fills in the key of the external credential, which nobody reads afterwards but a callout', async () => {
    bed.org.install();
    const principal = {
      externalCredential: 'Kith_Service',
      principalName: 'Kith_Service',
      principalType: 'NamedPrincipal',
    };
    const path = '/named-credentials/credential';
    const asked = `${path}?${new URLSearchParams(principal)}`;
    expect(await bed.ask('GET', asked)).toMatchObject({
      status: 200,
      body: { authenticationStatus: 'NotConfigured' },
    });
    const input = (value: string) => ({
      ...principal,
      ...{ authenticationProtocol: 'Custom', credentials: { ApiKey: { value, encrypted: true } } },
    });
    expect((await bed.ask('POST', path, input('first-key'))).status).toBe(201);
    expect((await bed.ask('POST', path, input('other-key'))).status).toBe(400);
    expect((await bed.ask('PUT', path, input('second-key'))).status).toBe(200);
    const read = await bed.ask('GET', asked);
    expect(read.body).toMatchObject({
      authenticationStatus: 'Configured',
      credentials: { ApiKey: { encrypted: true } },
    });
    expect(JSON.stringify(read.body)).not.toContain('second-key');
    expect(bed.org.callouts.secret('Kith_Service', 'Kith_Service', 'ApiKey')).toBe('second-key');
    const nobody = { ...input('x'), externalCredential: 'Nobody' };
    expect((await bed.ask('POST', path, nobody)).status).toBe(404);
  });

  it('says where callouts go, by the named credential’s whole description', async () => {
    bed.org.install();
    const path = '/named-credentials/named-credential-setup/Kith_API';
    const { body } = await bed.ask('GET', path);
    expect(body).toMatchObject({
      calloutUrl: 'https://api.kith.example',
      externalCredentials: [{ developerName: 'Kith_Service' }],
    });
    expect((await bed.ask('PUT', path, { calloutUrl: 'https://kith.example' })).status).toBe(400);
    expect((await bed.ask('PUT', path, { ...Object(body), calloutUrl: 'https://kith.example' })).status).toBe(
      200,
    );
    expect(bed.org.callouts.url('Kith_API')).toBe('https://kith.example');
    bed.org.uninstall();
    expect((await bed.ask('GET', path)).status).toBe(404);
  });
});
