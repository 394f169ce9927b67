import { AtpAgent } from '@atproto/api';
import { TestNetwork } from '@atproto/dev-env';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.ts';

export interface PostRef {
  readonly uri: string;
  readonly cid: string;
}

/** A person on the network, acting through the public client as the app does. */
export interface AtAccount {
  readonly did: string;
  post(text: string): Promise<PostRef>;
  reply(to: PostRef, text: string, root?: PostRef): Promise<PostRef>;
  quote(post: PostRef, text: string): Promise<PostRef>;
  /** Passes on what somebody else said. */
  repost(post: PostRef): Promise<void>;
  like(post: PostRef): Promise<void>;
  edit(post: PostRef, text: string): Promise<void>;
  deletePost(post: PostRef): Promise<void>;
  updateProfile(change: { readonly name?: string; readonly bio?: string }): Promise<void>;
  /** Labels itself as not to be shown to people who are not signed in. */
  reserve(): Promise<void>;
  changeHandle(handle: string): Promise<void>;
  deactivate(): Promise<void>;
  reactivate(): Promise<void>;
}

export interface AtNetwork {
  readonly plcUrl: string;
  readonly pdsUrl: string;
  /** Plays the role of public.api.bsky.app. */
  readonly appViewUrl: string;
  /** Signs up. Handles end in `.test`. */
  account(handle: string, name: string, bio: string): Promise<AtAccount>;
  /** Resolves when the AppView has seen everything written so far. */
  processAll(): Promise<void>;
  /** The network suspends an account, or removes it for good. */
  takeDown(account: AtAccount): Promise<void>;
  remove(account: AtAccount): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real AT Protocol network on loopback: PLC directory, PDS, AppView and what they need, all of it Bluesky's own
 * code, on free ports, with its own PostgreSQL. Start it once per test file: it takes 5 to 10 seconds.
 */
export async function startAtNetwork(): Promise<AtNetwork> {
  const files = mkdtempSync(join(tmpdir(), 'kith-at-'));
  const postgres = await startPostgres();
  const cleanUp = async () => {
    await postgres.stop();
    rmSync(files, { recursive: true, force: true });
  };
  try {
    const network = await withEnvironment(files, () =>
      TestNetwork.create({ dbPostgresUrl: postgres.url, dbPostgresSchema: 'kith' }),
    );
    return {
      plcUrl: network.plc.url,
      pdsUrl: network.pds.url,
      appViewUrl: network.bsky.url,
      account: (handle, name, bio) => signUp(network.pds.url, handle, name, bio),
      processAll: () => network.processAll(),
      takeDown: ({ did }) =>
        asAdmin(network, 'com.atproto.admin.updateSubjectStatus', {
          subject: { $type: 'com.atproto.admin.defs#repoRef', did },
          takedown: { applied: true },
        }),
      remove: ({ did }) => asAdmin(network, 'com.atproto.admin.deleteAccount', { did }),
      close: () => network.close().finally(cleanUp),
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/**
 * What the network only takes from the environment: where its files go, silence, and the address of a Redis, which
 * this version demands and never connects to (port 1 answers nobody, so that a change would be noticed).
 */
async function withEnvironment<T>(files: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  Object.assign(process.env, { TMPDIR: files, LOG_ENABLED: 'false', REDIS_HOST: '127.0.0.1:1' });
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function asAdmin({ pds }: TestNetwork, method: string, body: object): Promise<void> {
  const response = await fetch(`${pds.url}/xrpc/${method}`, {
    method: 'POST',
    headers: { ...pds.adminAuthHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
}

async function signUp(service: string, handle: string, name: string, bio: string): Promise<AtAccount> {
  const agent = new AtpAgent({ service });
  const email = `${handle.split('.')[0]}@kith.example`;
  await agent.createAccount({ handle, email, password: 'only-for-this-test' });
  const updateProfile: AtAccount['updateProfile'] = async (change) => {
    await agent.upsertProfile((profile) => ({
      ...profile,
      ...(change.name === undefined ? {} : { displayName: change.name }),
      ...(change.bio === undefined ? {} : { description: change.bio }),
    }));
  };
  await updateProfile({ name, bio });
  return {
    did: agent.assertDid,
    post: (text) => agent.post({ text, createdAt: new Date().toISOString() }),
    reply: (parent, text, root = parent) =>
      agent.post({ text, reply: { root, parent }, createdAt: new Date().toISOString() }),
    quote: (record, text) =>
      agent.post({
        text,
        embed: { $type: 'app.bsky.embed.record', record },
        createdAt: new Date().toISOString(),
      }),
    repost: async ({ uri, cid }) => void (await agent.repost(uri, cid)),
    like: async ({ uri, cid }) => void (await agent.like(uri, cid)),
    edit: async ({ uri }, text) => {
      const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
      const record = { $type: collection, text, createdAt: new Date().toISOString() };
      await agent.com.atproto.repo.putRecord({ repo, collection, rkey, record });
    },
    deletePost: ({ uri }) => agent.deletePost(uri),
    updateProfile,
    reserve: async () => {
      const labels = {
        $type: 'com.atproto.label.defs#selfLabels' as const,
        values: [{ val: '!no-unauthenticated' }],
      };
      await agent.upsertProfile((profile) => ({ ...profile, labels }));
    },
    changeHandle: async (handle) => {
      await agent.updateHandle({ handle });
    },
    deactivate: async () => {
      await agent.com.atproto.server.deactivateAccount({});
    },
    reactivate: async () => {
      await agent.com.atproto.server.activateAccount();
    },
  };
}
