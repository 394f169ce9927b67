// A process that serves records from a filled store, and prints its URL and how to reach the database.
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { ContactId, PostId, installationOf } from '../../src/core/ids.ts';
import { readPost } from '../../src/core/conversation/read-post.ts';
import { listen } from '../../src/http/listen.ts';
import { openViews } from '../../src/http/views.ts';
import { openLog } from '../../src/log.ts';
import { openStorage } from '../../src/storage/open.ts';
import { contact, profile } from '../support/people.ts';

const CONTACTS = 1_000;
const POSTS = 10;
const [data = mkdtempSync(join(tmpdir(), 'kith-bench-'))] = process.argv.slice(2);
chmodSync(data, 0o711);
const log = openLog('error');
const now = () => new Date();
const storage = await openStorage({ dataDirectory: data, log });
const id = installationOf('hubspot', '77');
await storage.store.install({
  id,
  crm: 'hubspot',
  account: '77',
  status: 'active',
  sample: false,
  installedAt: now(),
});
for (let n = 0; n < CONTACTS; n++) await fill(n);

async function fill(n: number): Promise<void> {
  const who = { ...contact({ name: `Person ${n}` }), id: ContactId.parse(String(n)) };
  const all = ['bluesky', 'github', 'website'].map((network) =>
    profile(network, `${network}-${n}`, {
      name: `Person ${n}`,
      bio: 'VP Sales at Northwind',
      counts: { followers: n },
    }),
  );
  await storage.store.inside(id, async (w) => {
    await w.contacts.keep([who]);
    await w.profiles.keep(all);
    await w.links.derive(
      who.id,
      all.map((one) => ({
        ...{
          contact: who.id,
          network: one.network,
          profile: one.id,
          status: 'auto',
          probability: 0.999,
          decidedBy: 'Kith',
        },
        ...{
          model: 'bench',
          evidence: [{ tier: 'verified', field: 'website', says: 'Both sides link to each other.' }],
        },
      })),
    );
    const texts = Array.from(
      { length: POSTS },
      (_, i) => `I love how the export number ${i} of release ${n} works`,
    );
    const [author] = all;
    if (!author) return;
    await w.posts.keep(
      texts.map((text, i) => ({
        ...{
          network: author.network,
          id: PostId.parse(`${n}-${i}`),
          profile: author.id,
          url: `${author.url}/${i}`,
          kind: 'post',
        },
        ...{
          text,
          publishedAt: now(),
          conversation: PostId.parse(`${n}-${i}`),
          counts: {},
          provenance: author.provenance,
        },
        reading: readPost(text),
      })),
    );
  });
}

const views = openViews({ store: storage.store, titles: new Map(), now });
const app = express().disable('x-powered-by').set('etag', false);
app.get('/records/:id', async (req, res) => {
  const contactId = ContactId.parse(req.params.id);
  if (req.query['cold'] !== undefined) views.forget(id, contactId);
  const read = await views.read(id, contactId);
  if (read) res.type('application/json').send(read.view.json);
  else res.sendStatus(404);
});
const listening = await listen(app, 0, '127.0.0.1');
process.stdout.write(
  `${JSON.stringify({ url: listening.url, app: storage.app, installation: id, contacts: CONTACTS })}\n`,
);
process.once('SIGTERM', () => {
  void listening
    .close(100)
    .then(() => storage.close())
    .then(() => process.exit(0));
});
