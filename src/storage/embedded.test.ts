import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { SILENT } from '../../tests/support/database.ts';
import { withClient } from './connection.ts';
import { startEmbedded } from './embedded.ts';
import type { Embedded } from './embedded.ts';
import { findPrograms } from './embedded/programs.ts';
import { isServer } from './embedded/server.ts';
import { openStorage } from './open.ts';
import type { Storage } from './open.ts';
import { APP_ROLE } from './role.ts';
import { ContactId } from '../core/ids.ts';
import { acme, aContact } from './testbed.ts';

const home = mkdtempSync(join(tmpdir(), 'kith-embedded-'));
chmodSync(home, 0o755);
const directory = join(home, 'data');
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function storageOn(dataDirectory = directory, secret?: string): Promise<Storage> {
  const storage = await openStorage({ dataDirectory, log: SILENT, ...(secret ? { secret } : {}) });
  open.push(storage);
  return storage;
}

async function serverOn(dataDirectory = directory): Promise<Embedded> {
  const server = await startEmbedded({ dataDirectory, log: SILENT });
  open.push({ close: server.stop });
  return server;
}

const ask = async (server: Embedded, text: string) =>
  withClient(
    { host: server.socketDirectory, port: server.port, user: server.owner, database: 'postgres' },
    async (client) => (await client.query<Record<string, unknown>>(text)).rows[0],
  );

const serverPid = () =>
  Number(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Another Kith: opens the storage in a process of its own, keeps a contact, says so, and stays until it is killed. */
async function anotherKith(contact: string): Promise<{ readonly says: string; kill(): Promise<void> }> {
  const code = `
    import { openStorage } from ${JSON.stringify(new URL('open.ts', import.meta.url).href)};
    const log = { info() {}, warn() {}, error() {} };
    try {
      const { store } = await openStorage({ dataDirectory: ${JSON.stringify(directory)}, log });
      const kept = { id: '${contact}', emails: [], phones: [], handles: [], changedAt: new Date() };
      await store.inside('hubspot-acme', (w) => w.contacts.keep([kept]));
      console.log('kept');
    } catch (error) {
      console.log(error.message);
    }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [says] = await once(child.stdout, 'data');
  return {
    says: String(says).trim(),
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

const found = (storage: Storage, contact: string) =>
  storage.store.inside(acme, (w) => w.contacts.find(ContactId.parse(contact)));

describe('the embedded database', () => {
  it('keeps what was committed from one start to the next, secrets included', async () => {
    const first = await storageOn();
    await first.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('first')]);
      await w.secrets.keep('token', 't');
    });
    const { secret } = first;
    await open.pop()?.close();
    expect(existsSync(join(directory, 'kith.lock'))).toBe(false);
    expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false);
    const second = await storageOn();
    expect(second.secret).toBe(secret);
    expect(await found(second, 'first')).toBeDefined();
    await open.pop()?.close();
    // A secret that the admin sets later takes over; what the directory's own key closed still opens.
    const third = await storageOn(directory, 'a secret of the admin, long enough for it');
    expect(await third.store.inside(acme, (w) => w.secrets.read('token'))).toBe('t');
  });

  it('is reached by a private socket only, and does not write statements into its log', async () => {
    const server = await serverOn();
    expect(statSync(server.socketDirectory).mode & 0o777).toBe(0o700);
    expect(await ask(server, "select current_setting('listen_addresses') as at")).toEqual({ at: '' });
    expect(await ask(server, "select current_setting('fsync') as f")).toEqual({ f: 'on' });
    await expect(ask(server, "select 'ada@secret.example'::int")).rejects.toThrow();
    expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).not.toContain('secret.example');
  });

  it('refuses a second Kith on its data directory, naming the first and the cure', async () => {
    await storageOn();
    await expect(startEmbedded({ dataDirectory: directory, log: SILENT })).rejects.toThrow(
      new RegExp(`process ${process.pid}\\b.*KITH_DATA`),
    );
    const second = await anotherKith('second');
    expect(second.says).toMatch(new RegExp(`already runs .* process ${process.pid}\\b`));
    await second.kill();
    const storage = open[0] as Storage;
    expect(await found(storage, 'second')).toBeUndefined();
    await storage.store.ping();
  });

  it('is adopted, with all that was committed, when Kith was killed with kill -9', async () => {
    const killed = await anotherKith('killed');
    expect(killed.says).toBe('kept');
    const pid = serverPid();
    await killed.kill();
    expect(isServer(pid)).toBe(true);
    const server = await serverOn();
    expect(server.adopted).toBe(true);
    expect(server.pid()).toBe(pid);
    await open.pop()?.close();
    expect(isServer(pid)).toBe(false);
    expect(await found(await storageOn(), 'killed')).toBeDefined();
  });

  it('comes back by itself, with all that was committed, when its own process is killed', async () => {
    const storage = await storageOn();
    await storage.store.inside(acme, (w) => w.contacts.keep([aContact('before the crash')]));
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    const back = () => found(storage, 'before the crash').then(Boolean, () => false);
    await expect.poll(() => !isServer(pid)).toBe(true);
    await expect.poll(back, { interval: 100 }).toBe(true);
    expect(serverPid()).not.toBe(pid);
  });

  it('gives work that was in hand when Kith was killed to the next one within seconds', async () => {
    const killed = await storageOn();
    await killed.store.inside(acme, (w) => w.enqueue('import', [{ installation: acme }]));
    expect(await killed.boss.fetch('import')).toHaveLength(1);
    await open.pop()?.close();
    const { boss } = await storageOn();
    const again = async () => (await boss.fetch('import')).length;
    await expect.poll(again, { interval: 200 }).toBe(1);
  });

  it('is shared by a command that joins a running Kith, which leaves its server and its work in hand alone', async () => {
    const running = await storageOn();
    await running.store.inside(acme, (w) => w.enqueue('import', [{ installation: acme, after: 'in hand' }]));
    const [inHand] = await running.boss.fetch('import');
    const command = await openStorage({ dataDirectory: directory, log: SILENT, join: true });
    await command.store.inside(acme, (w) => w.contacts.keep([aContact('by the command')]));
    await command.close();
    expect(await found(running, 'by the command')).toBeDefined();
    const [job] = await running.boss.findJobs('import', { id: inHand?.id ?? '' });
    expect(job).toMatchObject({ state: 'active', retryCount: 0 });
  });

  it('begins anew over what an interrupted first start left behind', async () => {
    const place = join(home, 'interrupted');
    mkdirSync(join(place, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(place, 'postgres.new', 'PG_VERSION'), '18');
    const server = await serverOn(place);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    expect(existsSync(join(place, 'postgres.new'))).toBe(false);
  });

  it('takes over a lock whose process is gone or is another by now, and one that says nothing', async () => {
    for (const lock of ['{"pid":999999999,"started":"1"}', `{"pid":${process.pid},"started":"1"}`, '', 'x']) {
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, 'kith.lock'), lock);
      await serverOn();
      expect(readFileSync(join(directory, 'kith.lock'), 'utf8')).toContain(`"pid":${process.pid}`);
      await open.pop()?.close();
    }
  });

  it('starts below a directory that its own user cannot enter, and in one whose path is too long for a socket', async () => {
    const locked = mkdtempSync(join(tmpdir(), 'kith-locked-'));
    const long = join(locked, 'a'.repeat(60), 'b'.repeat(60));
    const server = await serverOn(long);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await open.pop()?.close();
    // As root the database lies where its user can reach it, and the data directory says where.
    const cluster = join(long, 'postgres');
    const elsewhere = process.getuid?.() === 0 ? dirname(readlinkSync(cluster)) : undefined;
    expect(existsSync(join(cluster, 'PG_VERSION'))).toBe(true);
    if (elsewhere) rmSync(elsewhere, { recursive: true });
    if (elsewhere) await expect(serverOn(long)).rejects.toThrow(/are gone.*Bring them back/);
    rmSync(locked, { recursive: true });
  });

  it('says what to do where the data directory cannot be made or this platform has no PostgreSQL', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(serverOn(join(home, 'file', 'data'))).rejects.toThrow(
      /cannot be made \(ENOTDIR\).*KITH_DATA/,
    );
    const real = process.arch;
    Object.defineProperty(process, 'arch', { value: 'sparc' });
    try {
      expect(() => findPrograms(undefined, () => home)).toThrow(/not installed.*DATABASE_URL/);
    } finally {
      Object.defineProperty(process, 'arch', { value: real });
    }
  });
});

describe('a deep data directory', () => {
  it('has its socket in a private directory elsewhere', async () => {
    const server = await serverOn(join(home, 'a'.repeat(60), 'b'.repeat(60)));
    expect(server.socketDirectory.length).toBeLessThan(90);
    expect(statSync(server.socketDirectory).mode & 0o777).toBe(0o700);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    rmSync(server.socketDirectory, { recursive: true });
  });
});

describe('the plain role', () => {
  it('is refused when it was given powers, and taken on where it may not log in', async () => {
    const dataDirectory = join(home, 'roles');
    await storageOn(dataDirectory);
    await open.pop()?.close();
    const change = async (text: string) => {
      const server = await serverOn(dataDirectory);
      await ask(server, text);
      await open.pop()?.close();
    };
    await change(`alter role ${APP_ROLE} bypassrls`);
    await expect(storageOn(dataDirectory)).rejects.toThrow(/bypasses row-level security.*NOBYPASSRLS/);
    await change(`alter role ${APP_ROLE} nobypassrls nologin`);
    const storage = await storageOn(dataDirectory);
    expect(storage.app.options).toBe(`-c role=${APP_ROLE}`);
    expect(await storage.store.inside(acme, (w) => w.contacts.keep([aContact('ada')]))).toEqual(['ada']);
    await storage.queueReady();
  });
});
