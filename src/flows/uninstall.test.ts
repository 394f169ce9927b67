import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../core/governance/settings.ts';
import { Failure } from '../core/failure.ts';
import { ContactId, NetworkId, ProfileId } from '../core/ids.ts';
import { openSessions } from '../outbound/sessions.ts';
import type { Network } from '../ports/network.ts';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { GRANT, readGrant, writeGrant } from './install.ts';
import { approve, changeSettings } from './settings.ts';
import { tend } from './tend.ts';
import { end, leave, purgeEnded, uninstall } from './uninstall.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const DAY = 86_400;
const grantUntil = (expiresAt: Date) =>
  writeGrant({ accessToken: 'a', refreshToken: 'r', expiresAt, scopes: ['oauth'] });

/** An installation in use: one contact, written, with a company that Kith wrote over another. */
async function inUse() {
  const w = worlds.world();
  const row = { id: w.installation, crm: 'hubspot', account: w.installation, sample: false } as const;
  await w.deps.store.install({ ...row, status: 'active', installedAt: w.now() });
  await w.inside((v) => v.secrets.keep(GRANT, grantUntil(w.now())));
  w.memory.type('1', 'company', 'Old Ltd');
  const mappings = [{ fact: 'company', field: 'company', mode: 'overwrite' }] as const;
  const admin = { ...w.deps, pause: () => new Promise<void>(() => undefined), offered: [] };
  await changeSettings(w.installation, { ...DEFAULTS, mappings: [...mappings] }, 'ada', admin);
  w.has(account('github', 'inesmoestrand', { name: 'Ines Moestrand', employer: 'Engines' }));
  await w.save({ id: '1', name: 'Ines Moestrand', handles: ['github:inesmoestrand'] });
  await w.work();
  expect([company(w), w.shown('1')]).toMatchObject(['Engines', { profileCount: 1 }]);
  return w;
}
const company = (w: World) => w.memory.others.get('1')?.get('company');
const installed = async (w: World) =>
  (await w.deps.store.installations()).find(({ id }) => id === w.installation);
/** The way out: from the first moment on, nobody approves of writing any more. */
async function goOut(w: World, how: Parameters<typeof uninstall>[1]): Promise<Date> {
  const purgeAt = await uninstall(w.installation, how, w.deps);
  expect(await w.inside((v) => v.governance.read())).not.toHaveProperty('approval');
  await w.work();
  return purgeAt;
}

describe('uninstalling', () => {
  it('leaves the CRM as it was: Kith’s fields go, former values come back, the grant is given back', async () => {
    const w = await inUse();
    const purgeAt = await goOut(w, { keepFields: false, restore: true });
    expect(company(w)).toBe('Old Ltd');
    expect(w.shown('1')).toEqual({});
    expect(w.memory.calls.slice(-2)).toEqual(['leave', 'revoke']);
    expect(await installed(w)).toMatchObject({ status: 'uninstalled', purgeAt });
    expect(await w.inside((v) => v.secrets.read(GRANT))).toBeUndefined();
  });

  it('keeps fields and values where the admin wants that, and a value that a person changed since always', async () => {
    const kept = await inUse();
    await goOut(kept, { keepFields: true, restore: false });
    expect([company(kept), kept.shown('1')]).toMatchObject(['Engines', { profileCount: 1 }]);
    const changed = await inUse();
    changed.memory.type('1', 'company', 'Mine');
    await goOut(changed, { keepFields: false, restore: true });
    expect(company(changed)).toBe('Mine');
  });

  it('goes on where it was when the CRM did not answer', async () => {
    const w = await inUse();
    await uninstall(w.installation, { keepFields: false, restore: true }, w.deps);
    w.memory.state.trouble = new Failure('unavailable', 'gone');
    await expect(w.work()).rejects.toThrow('gone');
    expect(await installed(w)).toMatchObject({ status: 'active' });
    delete w.memory.state.trouble;
    await goOut(w, { keepFields: false, restore: true });
    expect([company(w), (await installed(w))?.status]).toEqual(['Old Ltd', 'uninstalled']);
  });

  it('is purged after the days of grace, and not before', async () => {
    const w = await inUse();
    await goOut(w, { keepFields: true, restore: false });
    expect(await w.later()).toEqual([{ name: 'purge', seconds: 30 * DAY }]);
    w.pass(29 * DAY);
    await purgeEnded(w.installation, w.deps);
    expect(await w.inside((v) => v.contacts.count())).toBe(1);
    w.pass(DAY);
    await purgeEnded(w.installation, w.deps);
    expect([await installed(w), await w.inside((v) => v.contacts.count())]).toEqual([undefined, 0]);
  });

  it('asks and tells nobody while it waits to be purged; should it be installed again, that goes on', async () => {
    const w = await inUse();
    await goOut(w, { keepFields: true, restore: false });
    const asked: string[] = [];
    const noting = (what: string) => async () => void asked.push(what);
    const silent = { profile: noting('profile'), search: noting('search'), posts: noting('posts') };
    w.joins('github', silent as unknown as Network);
    w.pass(2 * DAY);
    await tend(w.installation, w.deps);
    const { installation } = w;
    const [network, profile] = [NetworkId.parse('github'), ProfileId.parse('inesmoestrand')];
    await w.inside(async (v) => {
      await v.enqueue('resolve', [{ installation, contact: ContactId.parse('1') }]);
      await v.enqueue('understand', [{ installation, network, profile }]);
      await v.enqueue('listen', [{ installation }]);
    });
    await w.workAsItStands();
    expect(asked).toEqual([]);
    const later = (await w.later()).map(({ name }) => name);
    expect(later).toEqual(['purge', 'resolve', 'tend', 'understand']);
  });

  it('is purged also where the process died between its end and setting out on the purge', async () => {
    const w = await inUse();
    const dies = { ...w.deps.store, inside: () => Promise.reject(new Error('killed')) };
    const install = async (row: Parameters<typeof dies.install>[0]) => {
      await w.deps.store.install(row);
      store.inside = dies.inside;
    };
    const store = { ...w.deps.store, install };
    await expect(end(w.installation, { ...w.deps, store })).rejects.toThrow('killed');
    expect(await installed(w)).toMatchObject({ status: 'uninstalled' });
    expect(await w.later()).toEqual([]);
    await leave(w.installation, { keepFields: true, restore: false }, w.deps);
    expect(await w.later()).toEqual([{ name: 'purge', seconds: 30 * DAY }]);
    expect(await w.inside((v) => v.secrets.read(GRANT))).toBeUndefined();
  });

  it('installed again within them, everything is there again and is written again once approved', async () => {
    const w = await inUse();
    await goOut(w, { keepFields: false, restore: true });
    const row = { id: w.installation, crm: 'hubspot', account: w.installation, sample: false } as const;
    await w.deps.store.install({ ...row, status: 'active', installedAt: w.now() });
    w.pass(40 * DAY);
    await purgeEnded(w.installation, w.deps);
    expect((await w.record('1'))?.profiles).toHaveLength(1);
    expect(await installed(w)).not.toHaveProperty('purgeAt');
    await approve(w.installation, { approve: true, by: 'ada' }, w.deps);
    await w.work();
    expect(w.shown('1')).toMatchObject({ profileCount: 1 });
  });
});

describe('a grant that the CRM no longer knows', () => {
  /** The real session on a CRM that refuses the refresh in this way. */
  function session(w: World, kind: Failure['kind']) {
    const refused = () => Promise.reject(new Failure(kind, 'refused'));
    const app = { clientId: 'c', clientSecret: 's', apiBase: 'x:', authorizeBase: 'x:', publicUrl: 'x:' };
    const calls = { refresh: 0 };
    const connector = {
      ...hubspot,
      refresh: () => ((calls.refresh += 1), refused()),
      connect: ({ token }: { token: () => Promise<string> }) => ({
        ...w.memory.crm,
        contacts: async () => (await token(), []),
      }),
    };
    const sessions = openSessions({
      crms: new Map([['hubspot', { connector, app }]]),
      gate: { pass: (_lane, work) => work(new AbortController().signal) },
      ...{ store: w.deps.store, now: w.now, budget: w.deps.budget },
      grants: { name: GRANT, read: readGrant, write: writeGrant },
      onEnded: (id) => end(id, w.deps),
    });
    return { sessions, calls };
  }
  const ask = async (of: ReturnType<typeof session>, w: World) =>
    (await of.sessions.crmOf(w.installation)).contacts([ContactId.parse('1')]);

  it('means that Kith was uninstalled there: it asks no more, and purges after the days of grace', async () => {
    const w = await inUse();
    const of = session(w, 'unauthorized');
    await expect(ask(of, w)).rejects.toThrow('refused');
    expect(await installed(w)).toMatchObject({
      status: 'uninstalled',
      purgeAt: new Date(w.now().getTime() + 30 * DAY * 1000),
    });
    await expect(ask(of, w)).rejects.toThrow();
    expect(of.calls.refresh).toBe(1);
    expect((await w.later()).map(({ name }) => name)).toEqual(['purge']);
  });

  it.each(['unavailable', 'rejected'] as const)('is not what “%s” means', async (kind) => {
    const w = await inUse();
    await expect(ask(session(w, kind), w)).rejects.toThrow('refused');
    expect(await installed(w)).toMatchObject({ status: 'active' });
  });
});
