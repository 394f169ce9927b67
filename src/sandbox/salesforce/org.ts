import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appOf, closeApp } from './app.ts';
import type { Change, PublishedEvent } from './changes.ts';
import type { Callouts } from './callouts.ts';
import type { ObjectType } from './object-type.ts';
import type { OrgOptions } from './options.ts';
import { openParts } from './parts.ts';
import { deskRoutes } from './desk.ts';
import { directlyOf } from './directly.ts';
import { keep } from './installing.ts';
import { openPeopleAtWork } from './people-at-work.ts';
import type { PeopleAtWork } from './people-at-work.ts';
import type { Row } from './rows.ts';
import { switchesOf } from './switches.ts';
import type { Switches } from './switches.ts';

export type { OrgOptions } from './options.ts';
export type { Change, PublishedEvent } from './changes.ts';
export type { Row } from './rows.ts';

/** A simulated Salesforce org. What is done to it directly is what people do in it; refusals are `OrgRefusal`s. */
export interface Org extends PeopleAtWork {
  /** `http://127.0.0.1:<port>`: login URL and instance URL at once. */
  readonly url: string;
  readonly orgId: string;
  readonly adminId: string;
  /** Whether the package is in the org. */
  installed(): boolean;
  install(): void;
  uninstall(): void;
  /** Whether the app holds a consent that it can renew. */
  connected(): boolean;
  /** The name as this org has it: `kith__Social_Profile__c`. */
  named(plain: string): string;
  /** Definitions as they are now. @returns undefined for an object that is not there */
  object(name: string): ObjectType | undefined;
  /** Live records, in the order in which they were made. @param all with those in the recycle bin */
  rows(object: string, all?: boolean): readonly Row[];
  /** A record, deleted ones too. */
  find(id: string): Row | undefined;
  /** Whether an access token is live, and whose it is. */
  userOf(accessToken: string): string | undefined;
  /** What a callout of the org brings along: the address and the key that an administrator put in. */
  readonly callouts: Pick<Callouts, 'url' | 'secret'>;
  onChange(listener: (change: Change) => void): () => void;
  onEvent(listener: (event: PublishedEvent) => void): () => void;
  readonly switches: Switches;
  close(): Promise<void>;
}

/** Starts a simulated org on the loopback interface. */
export async function startOrg(options: OrgOptions): Promise<Org> {
  const parts = openParts(options);
  const { state } = parts.installation;
  keep(state, 'Organization', {
    ...{ Id: parts.orgId, Name: 'Salesforce simulator', OrganizationType: 'Developer Edition' },
    ...{ InstanceName: 'SIM1', LanguageLocaleKey: 'en_US', TimeZoneSidKey: 'GMT' },
  });
  const admin = user('admin', 'Ada', 'Min');
  const { Id: adminId } = keep(state, 'User', admin);
  if (options.installed ?? true) parts.installation.become(parts.installation.own);
  const userId = (name: string) =>
    state.rows.where('User', 'Username', name).find((row) => row['IsActive'])?.Id;
  const app = appOf({ options, parts, baseUrl: () => parts.settings.url, adminId, userId });
  const server = createServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  parts.settings.url = url;
  const org: Org = {
    ...{ url, orgId: parts.orgId, adminId },
    ...openPeopleAtWork(parts, adminId),
    ...directlyOf(parts),
    ...{ switches: switchesOf(parts), callouts: parts.callouts },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  const { recordPage } = options.app ?? {};
  if (recordPage) app.use(recordPage(org));
  app.use(deskRoutes({ org, recordUrl: options.recordUrl }));
  closeApp(app);
  return org;
}

const user = (login: string, FirstName: string, LastName: string) => ({
  ...{ Username: `${login}@kith-sample.example`, FirstName, LastName, Name: `${FirstName} ${LastName}` },
  ...{ Email: `${login}@kith-sample.example`, UserType: 'Standard', IsActive: true },
});
