import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { ContactId } from '../../src/core/ids.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { idOf } from '../../src/sandbox/salesforce/ids.ts';
import type { Credential, OrgRows, Row } from '../../src/sandbox/salesforce/record-page/options.ts';
import { recordPage } from '../../src/sandbox/salesforce/record-page/record-page.ts';

const PROJECT = fileURLToPath(new URL('../../manifests/salesforce', import.meta.url));
/** Built once for every run on this machine; a changed component is built again. */
const CACHE = join(tmpdir(), 'kith-lightning-components');

export const ORG = idOf('00D', 1);
export const REP = { id: idOf('005', 1), name: 'Rhea Park', permitted: true };
const ACCOUNT = idOf('001', 1);

/** The pages of an org made by hand: people with their rows, and what a test may change while they are open. */
export async function salesforceDesk(people: readonly RecordFacts[], namespace = '') {
  const ids = people.map((_one, n) => ContactId.parse(idOf('003', n + 1)));
  const tables = new Map<string, Row[]>([
    ['Account', [{ Id: ACCOUNT, Name: 'Fjordline Systems', Industry: 'Transportation' }]],
    ['Contact', people.map((one, n) => contactRow(one, String(ids[n])))],
  ]);
  const state = {
    viewer: REP,
    credential: undefined as Credential | undefined,
    asksLive: true,
    installed: true,
    refusal: undefined as string | undefined,
  };
  const org: OrgRows = {
    orgId: ORG,
    namespace,
    rows: (object) => tables.get(object) ?? [],
    find: (id) => [...tables.values()].flat().find((row) => row['Id'] === id),
    create: (object, fields) => {
      if (state.refusal !== undefined) throw new Error(state.refusal);
      const there = tables.get(object) ?? [];
      const id = idOf(object === 'Task' ? '00T' : '500', there.length + 1);
      tables.set(object, [...there, { Id: id, ...fields }]);
      return id;
    },
  };
  const app = express().use(
    recordPage({
      project: PROJECT,
      org,
      viewer: () => state.viewer,
      credential: () => state.credential,
      asksLive: () => state.asksLive,
      installed: () => state.installed,
      cache: CACHE,
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    state,
    tables,
    /** The same people, by their ids in the org. */
    people: people.map((facts, n) => renamed(facts, ids[n] ?? ContactId.parse('0'))),
    record: (n = 0) => `${url}/lightning/r/Contact/${ids[n]}/view`,
    account: `${url}/lightning/r/Account/${ACCOUNT}/view`,
    accountId: ACCOUNT,
    idOf: (n: number) => String(ids[n]),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
export type SalesforceDesk = Awaited<ReturnType<typeof salesforceDesk>>;

function contactRow({ contact: { name, title, emails, company } }: RecordFacts, id: string): Row {
  return {
    Id: id,
    Name: name || 'Nameless',
    ...(title !== undefined && { Title: title }),
    ...(emails[0] !== undefined && { Email: emails[0] }),
    ...(company === 'Fjordline Systems' && { AccountId: ACCOUNT }),
  };
}

function renamed(facts: RecordFacts, id: ContactId): RecordFacts {
  const links = facts.links.map((link) => ({ ...link, contact: id }));
  return { ...facts, contact: { ...facts.contact, id }, links };
}
