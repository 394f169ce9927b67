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
  deletePost(post: PostRef): Promise<void>;
  updateProfile(change: { readonly name?: string; readonly bio?: string }): Promise<void>;
  changeHandle(handle: string): Promise<void>;
  deactivate(): Promise<void>;
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
    deletePost: ({ uri }) => agent.deletePost(uri),
    updateProfile,
    changeHandle: async (handle) => {
      await agent.updateHandle({ handle });
    },
    deactivate: async () => {
      await agent.com.atproto.server.deactivateAccount({});
    },
  };
}
