import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installInBrowser } from '../../src/sandbox/browser.ts';
import { SUBSCRIBED } from '../../src/sandbox/hubspot/options.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import type { Portal } from '../../src/sandbox/hubspot/portal.ts';
import { openKith } from './kith-asked.ts';
import { freePort, startNowhere } from './kith-process.ts';

const SECRET = 'import-test-secret';

/** A portal of many contacts, and Kith as a process of its own that takes them in. */
export interface WholeImport {
  readonly portal: Portal;
  /** Where Kith keeps its database. */
  readonly data: string;
  /** Kith starts, is installed, and an administrator approves of its writing. */
  begin(): Promise<void>;
  /** `kill -9`, and a new start. */
  killed(): Promise<void>;
  /** How many contacts Kith knows, and how much work waits. */
  progress(): Promise<{ readonly contacts: number; readonly waiting: number }>;
  /** Ends when Kith knows so many contacts and nothing waits on either side. */
  settled(contacts: number, withinMs?: number): Promise<void>;
  /** Kith's API as an admin asks it: GET, or POST where there is a body. */
  ask(path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function openWholeImport(contacts: number): Promise<WholeImport> {
  const data = mkdtempSync(join(tmpdir(), 'kith-import-'));
  chmodSync(data, 0o711);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const nowhere = await startNowhere();
  const portal = await startPortal({
    ...{ portalId: 78, clientId: 'import-test', clientSecret: SECRET, now: () => new Date() },
    contacts: Array.from({ length: contacts }, (_, i) => ({
      email: `p${i}@people.example`,
      jobtitle: 'new',
    })),
    // What Kith writes comes back to it too.
    subscribed: [...SUBSCRIBED, 'kith_profile_count', 'kith_person_id'],
    limit: { requests: 100_000, perSeconds: 1 },
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
    retryMs: 100,
  });
  const networks = ['bluesky', 'github', 'gravatar', 'website'].map((name) => `${name}=${nowhere.url}`);
  const env = {
    KITH_DATA: data,
    KITH_PORT: String(port),
    KITH_PUBLIC_URL: publicUrl,
    KITH_HUBSPOT_CLIENT_ID: 'import-test',
    KITH_HUBSPOT_CLIENT_SECRET: SECRET,
    KITH_NETWORK_BASE: [...networks, `hubspot=${portal.url}`].join(','),
  };
  const kith = openKith(env, publicUrl);
  return {
    ...{ portal, data },
    begin: async () => {
      await kith.start();
      await installInBrowser(kith.url(), '/install/hubspot');
      await kith.ask('/api/v1/approval', { approve: true });
    },
    killed: async () => {
      await kith.kill();
      await kith.start();
    },
    ...{ progress: kith.progress, ask: kith.ask },
    settled: async (wanted, withinMs = 120_000) => {
      const end = Date.now() + withinMs;
      for (let quiet = 0; quiet < 3;) {
        await portal.settled();
        const { contacts: known, waiting } = await kith.progress();
        quiet = known === wanted && waiting === 0 ? quiet + 1 : 0;
        if (Date.now() > end) throw new Error(`it never came to rest: ${known} contacts, ${waiting} waiting`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: kith.stop,
    close: async () => {
      await kith.stop();
      await Promise.all([portal.close(), nowhere.close()]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
