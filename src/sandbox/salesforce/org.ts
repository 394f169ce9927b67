import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appOf, closeApp } from './app.ts';
import type { OrgOptions } from './options.ts';
import { openParts } from './parts.ts';
import { deskRoutes } from './desk.ts';
import { directlyOf } from './directly.ts';
import { keep } from './installing.ts';
import { openPeopleAtWork } from './people-at-work.ts';
import type { Org } from './simulated-org.ts';
import { switchesOf } from './switches.ts';

export type { OrgOptions } from './options.ts';
export type { Org } from './simulated-org.ts';
export type { Change } from './changes.ts';

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
  const server = createServer({ maxHeaderSize: 48 * 1024 }, app);
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
