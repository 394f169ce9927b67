// A process that serves the webhook route, with the store or without (`store` | `none`), and prints its port.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { installationOf } from '../../src/core/ids.ts';
import { openDirectory } from '../../src/http/directory.ts';
import { openInbox } from '../../src/http/inbox.ts';
import type { Inbox } from '../../src/http/inbox.ts';
import { listen } from '../../src/http/listen.ts';
import { openMetrics } from '../../src/http/metrics.ts';
import { webhooks } from '../../src/http/webhooks.ts';
import { openLog } from '../../src/log.ts';
import { openStorage } from '../../src/storage/open.ts';
import { freePort } from '../support/kith-process.ts';

const [kind] = process.argv.slice(2);
const log = openLog('error');
const now = () => new Date();
const storage = await openStorage({ dataDirectory: mkdtempSync(join(tmpdir(), 'kith-bench-')), log });
const id = installationOf('hubspot', '77');
await storage.store.install({
  id,
  crm: 'hubspot',
  account: '77',
  status: 'active',
  sample: false,
  installedAt: now(),
});

const forgetful: Inbox = { keep: () => Promise.resolve() };
const port = await freePort();
const app = {
  ...{ clientId: 'bench', clientSecret: 'bench', apiBase: '', authorizeBase: '' },
  publicUrl: `http://127.0.0.1:${port}`,
};
const route = webhooks({
  ...{ log, now },
  crms: new Map([['hubspot', { connector: hubspot, app }]]),
  directory: openDirectory(storage.store, now),
  inbox: kind === 'store' ? openInbox(storage.store) : forgetful,
  metrics: openMetrics(),
});
const listening = await listen(express().use(route), port, '127.0.0.1');
process.stdout.write(`${listening.url}\n`);
process.once('SIGTERM', () => {
  void listening
    .close(100)
    .then(() => storage.close())
    .then(() => process.exit(0));
});
