import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Post } from '../../src/core/post.ts';
import { keepPosts } from '../../src/flows/keep-posts.ts';
import { withClient } from '../../src/storage/connection.ts';
import { openStorage } from '../../src/storage/open.ts';
import { aPost, aProfile, bluesky } from '../../src/storage/testbed.ts';
import { installation } from './filled-database.ts';
import { inTurn, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const POSTS = 5_000;
const PEOPLE = 1_000;
const ROUNDS = 5;
const terms = {
  ...{ deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true, needsConsent: false },
  ...{ clause: 'An open network.', source: 'https://bsky.example/terms' },
};
const BARE = `insert into kith.post (installation_id, network, post_id, profile_id, published_at, fetched_at, body)
  select $1, b ->> 'network', b ->> 'id', b ->> 'profile', (b ->> 'publishedAt')::timestamptz, now(), b
  from unnest($2::jsonb[]) as i(b)`;

/**
 * Posts kept a second, with whom they turn to and where they link to, against bare rows of the same posts, each five thousand
 * in one transaction of a database that knows nothing of its tables yet.
 */
export async function benchKeep(): Promise<Ratio> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  chmodSync(dataDirectory, 0o711);
  const storage = await openStorage({ dataDirectory, log: SILENT });
  try {
    const people = Array.from({ length: PEOPLE }, (_, n) => aProfile(`p${n}`));
    await storage.store.inside(installation, (w) => w.profiles.keep(people));
    const manners = new Map([[bluesky, { terms }]]);
    const rates: number[] = [];
    let batches = 0;
    const seen = await withClient(storage.app, (client) =>
      inTurn(ROUNDS, {
        ours: async () => {
          const posts = batchOf(batches++);
          const keep = () => storage.store.inside(installation, (w) => keepPosts(w, posts, manners));
          rates.push(await perSecond(keep));
          return rates.at(-1) ?? 0;
        },
        bare: () => perSecond(() => insert(client, batchOf(batches++))),
      }),
    );
    return {
      name: `posts kept a second, ${POSTS} at once without statistics / bare rows of the same`,
      ...{ ours: round(seen.ours, 0), theirs: round(seen.bare, 0), unit: 'posts/s' },
      ...{ ratio: round(seen.ours / seen.bare), aim: '≥ 0.1' },
      notes: { 'the first posts/s': round(rates[0] ?? 0, 0), 'the last': round(rates.at(-1) ?? 0, 0) },
    };
  } finally {
    await storage.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return POSTS / ((performance.now() - from) / 1000);
}

async function insert(client: pg.ClientBase, posts: readonly Post[]): Promise<void> {
  await client.query('begin');
  await client.query("select set_config('kith.installation', $1, true)", [installation]);
  await client.query(BARE, [installation, posts.map((post) => JSON.stringify(post))]);
  await client.query('commit');
}

/** Every fifth begins a conversation, which the four after it answer, with a link. */
function batchOf(batch: number): readonly Post[] {
  return Array.from({ length: POSTS }, (_, n) => {
    const [id, by] = [`${batch}-${n}`, `p${(n * 7) % PEOPLE}`];
    const { id: first } = aPost(`${batch}-${n - (n % 5)}`, by);
    const text = `As you see on https://ada.example/${n}`;
    return n % 5 === 0
      ? aPost(id, by)
      : aPost(id, by, { text, kind: 'reply', inReplyTo: first, conversation: first });
  });
}
