import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { connectClient } from '../../connectors/crm/salesforce/listen-client.ts';
import type { Client, Notice } from '../../connectors/crm/salesforce/listen-client.ts';
import type { SamplePerson } from '../../src/sandbox/people/person.ts';
import { text } from '../../src/sandbox/salesforce/field.ts';
import { openWholeOrg } from '../support/whole-org.ts';
import type { WholeOrg } from '../support/whole-org.ts';
import { until } from '../support/until.ts';

const GITHUB = text('GitHub__c');
const worksAt = (login: string, name: string, company: string): SamplePerson => ({
  key: login,
  github: { login, name, company, followers: 40, since: '2016-02-14T12:00:00Z', events: [] },
});

let all: WholeOrg;
let flow: Client | undefined;
afterEach(async () => {
  await flow?.close();
  await all.close();
});

/** What a flow that starts with the platform event is given, from the first event that the org keeps. */
async function hearSignals({ org, pubsub, token }: WholeOrg) {
  const heard: Readonly<Record<string, unknown>>[] = [];
  const tell = (notice: Notice) => {
    if (notice.kind === 'event') heard.push((notice.event as { payload: Record<string, unknown> }).payload);
  };
  const { endpoint } = pubsub;
  const dial = { endpoint, ownCertificate: true, token: await token(), base: org.url, org: org.orgId };
  flow = await connectClient(dial, tell);
  flow.listenTo(`/event/${org.named('Social_Signal__e')}`, 'earliest');
  return heard;
}

/** The event's fields by the package's own names. */
const plain = (event: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(event).map(([name, value]) => [name.replace(/^kith__/, ''), value]));

const FLOWS = new URL('../../manifests/salesforce/force-app/main/default/flows/', import.meta.url);

/** The fields of the event that the flow templates read. */
function askedByFlows(): readonly string[] {
  const xml = readdirSync(FLOWS).map((name) => readFileSync(new URL(name, FLOWS), 'utf8'));
  const names = xml.flatMap((flow) => [...flow.matchAll(/\$Record\.(\w+)/g)].map(([, name = '']) => name));
  return [...new Set(names)];
}

it.each(['', 'kith'] as const)(
  'tells the org once of each change of jobs, with all that its flows ask for (namespace "%s")',
  async (namespace) => {
    const [ids, begun]: [Record<string, string>, number] = [{}, Date.now()];
    all = await openWholeOrg({
      ...{ namespace, customFields: { Contact: [GITHUB], Lead: [GITHUB] } },
      people: [worksAt('inesmoe', 'Ines Moe', 'Moe Labs'), worksAt('agnesfalk', 'Agnes Falk', 'Falk Group')],
      asked: ['github'],
      env: { KITH_GITHUB_TOKEN: 'a-key-of-the-customer' },
      fill: (org) => {
        const { Id: AccountId } = org.create('Account', { Name: 'Moe Labs' });
        const ines = { FirstName: 'Ines', LastName: 'Moe', AccountId, GitHub__c: 'inesmoe' };
        const agnes = { FirstName: 'Agnes', LastName: 'Falk', Company: 'Falk Group', GitHub__c: 'agnesfalk' };
        ids['ines'] = org.create('Contact', ines).Id;
        ids['agnes'] = org.create('Lead', agnes).Id;
      },
    });
    const { org, networks } = all;
    const { ines = '', agnes = '' } = ids;
    await all.begin();
    await all.settled();
    const heard = await hearSignals(all);

    networks.change('inesmoe', (one) => ({ ...one, ...worksAt('inesmoe', 'Ines Moe', 'Harbour Robotics') }));
    networks.change('agnesfalk', (one) => ({ ...one, ...worksAt('agnesfalk', 'Agnes Falk', 'Tide Energy') }));
    for (const id of [ines, agnes]) await all.ask(`/api/v1/records/${id}/refresh`, {});
    await until(() => heard.length >= 2, 'both are told');
    // Whatever happens afterwards tells nothing again: another look, a person at work, a new start.
    await all.ask(`/api/v1/records/${ines}/refresh`, {});
    org.change(ines, { Title: 'CTO' });
    await all.settled();
    await all.killed();
    await all.ask(`/api/v1/records/${agnes}/refresh`, {});
    await all.settled();

    expect(heard).toHaveLength(2);
    for (const [id, login, to, kind] of [
      [ines, 'inesmoe', 'Harbour Robotics', 'Contact_Id__c'],
      [agnes, 'agnesfalk', 'Tide Energy', 'Lead_Id__c'],
    ] as const) {
      const event = heard.map(plain).find((one) => one[kind] === id);
      const said = { Kind__c: 'job change', Owner_Id__c: org.adminId, Network_Title__c: 'GitHub' };
      expect(event).toMatchObject({ ...said, Url__c: `https://github.com/${login}` });
      expect(event?.['External_Id__c']).toMatch(new RegExp(`^${id}:github:`));
      expect(event?.['Says__c']).toContain(to);
      expect(Number(event?.['Happened_At__c'])).toBeGreaterThan(begun);
      const isOther = (name: string) => name !== kind && /^(Contact|Lead)_Id__c$/.test(name);
      for (const name of askedByFlows())
        expect(event?.[name] ?? null, name).satisfy((value: unknown) => isOther(name) === (value === null));
    }
  },
  300_000,
);
