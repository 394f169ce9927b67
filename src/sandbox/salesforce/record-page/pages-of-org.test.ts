import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ADMIN_APP, fillIn } from '../../../../tests/browser/salesforce-credential.ts';
import { startOrg } from '../org.ts';
import type { Org } from '../org.ts';
import { pagesOfOrg } from './pages-of-org.ts';

const project = fileURLToPath(new URL('../../../../manifests/salesforce', import.meta.url));
const cache = join(tmpdir(), 'kith-lightning-components');

let org: Org;
afterEach(() => org.close());

const start = async (namespace: '' | 'kith') => {
  org = await startOrg({
    ...ADMIN_APP,
    ...{ now: () => new Date('2026-11-22T12:00:00Z'), namespace },
    app: { recordPage: pagesOfOrg({ project, cache }) },
  });
  return org.create('Contact', { FirstName: 'Mara', LastName: 'Lindqvist', Title: 'Head of Platform' });
};

async function call(method: string, given: object): Promise<{ status: number; returnValue?: unknown }> {
  const response = await fetch(`${org.url}/aura/apex/${method.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(given),
  });
  return { status: response.status, ...((await response.json()) as { returnValue?: unknown }) };
}

describe.each([{ namespace: '' }, { namespace: 'kith' }] as const)(
  'the pages of a whole org, namespace “$namespace”',
  ({ namespace }) => {
    it('show a record, and the panel reads what is stored', async () => {
      const mara = await start(namespace);
      org.create(org.named('Social_Profile__c'), {
        Name: 'mara.example',
        [org.named('External_Id__c')]: `${mara.Id}:bluesky:did:plc:mara`,
        [org.named('Network__c')]: 'bluesky',
        [org.named('Contact__c')]: mara.Id,
        [org.named('Handle__c')]: 'mara.example',
        [org.named('Profile_Id__c')]: 'did:plc:mara',
        [org.named('Url__c')]: 'https://bluesky.example/mara.example',
        [org.named('Link_Status__c')]: 'auto',
        [org.named('Probability__c')]: 99,
      });
      const page = await fetch(`${org.url}/lightning/r/Contact/${mara.Id}/view`);
      expect(await page.text()).toContain('<h1 class="slds-page-header__title">Mara Lindqvist</h1>');
      expect(await call('KithStoredRecord.read', { personId: mara.Id })).toMatchObject({
        status: 200,
        returnValue: {
          contact: { name: 'Mara Lindqvist', title: 'Head of Platform' },
          profiles: [{ handle: 'mara.example', link: { status: 'auto', probability: 0.99 } }],
        },
      });
    });

    it('make a task as the rep, and are refused in the words of the org', async () => {
      const mara = await start(namespace);
      const task = { personId: mara.Id, title: 'Answer Mara', text: 'soon', due: '2026-12-01' };
      const { returnValue } = await call('KithNewTask.add', task);
      const rep = org.rows('User').find((row) => row['LastName'] === 'Park');
      expect(org.find(String(returnValue))).toMatchObject({
        ...{ Subject: 'Answer Mara', WhoId: mara.Id, ActivityDate: '2026-12-01' },
        ...{ OwnerId: rep?.Id, CreatedById: rep?.Id },
      });
      org.remove(mara.Id);
      expect(await call('KithNewTask.add', task)).toMatchObject({
        status: 500,
        exceptionType: 'System.AuraHandledException',
      });
    });

    it('reach Kith with the key that an administrator filled in, and are without the package when it goes', async () => {
      const mara = await start(namespace);
      const asked = () => call('KithLiveRecord.read', { personId: mara.Id });
      expect(await asked()).toMatchObject({ returnValue: { status: 0 } });
      const prefix = namespace === '' ? '' : `${namespace}__`;
      await fillIn(org, { url: org.url, key: 'key' }, prefix);
      // The org itself stands in for Kith here: it answers, and has no such address.
      expect(await asked()).toMatchObject({ returnValue: { status: 404 } });
      org.uninstall();
      expect((await asked()).status).toBe(404);
    });
  },
);
