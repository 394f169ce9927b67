import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactId, NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { openConsents } from './consent.ts';
import { deriveContact } from './derive.ts';
import { findProfiles } from './find-profiles.ts';
import { resolveContact } from './resolve.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const BLUESKY = NetworkId.parse('bluesky');
const one = ContactId.parse('1');
const CLAUSE = 'Whoever is matched has to agree to it first.';
const hers = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });
const namesake = account('bluesky', 'did:8', { handle: 'quist.example', name: 'Ada Quist' });
const ada = { id: '1', name: 'Ada Quist', handles: ['bluesky:ada.example'] };
const said: Post = {
  ...{ network: BLUESKY, id: PostId.parse('at://1'), profile: hers.id, kind: 'post', counts: {} },
  ...{ url: 'https://bsky.example/1', text: 'I love release 1', conversation: PostId.parse('at://1') },
  ...{ publishedAt: new Date(Date.UTC(2026, 3, 1)), provenance: hers.provenance },
};

/** A world in which Bluesky asks for consent. */
async function careful(): Promise<World> {
  const w = worlds.under('bluesky', { needsConsent: true, clause: CLAUSE });
  for (const profile of [hers, namesake]) w.has(profile);
  w.says(hers, [said]);
  await w.save(ada);
  await w.work();
  return w;
}

const consents = (w: World) => openConsents(w.deps);
const agrees = (w: World, contact = one) =>
  consents(w).give(w.installation, {
    contact,
    network: BLUESKY,
    by: 'rep 7',
    says: 'Look me up on Bluesky.',
  });
const withdraws = (w: World, contact = one) => consents(w).withdraw(w.installation, contact, BLUESKY);

/** Everything that is kept of Bluesky, by table. */
async function kept(w: World) {
  const tables = ['profile', 'link', 'found', 'verdict', 'post', 'asked', 'profile_handle', 'consent'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const rows = await w.rows(table);
      return [table, rows.filter(({ network }) => network === BLUESKY).length] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}

describe('a network whose terms ask for consent', () => {
  it('is not asked about a person who gave none: nothing is kept, and the record names the clause', async () => {
    const w = await careful();
    expect(await kept(w)).toEqual({ asked: 1 });
    expect((await w.record('1'))?.freshness).toContainEqual(
      expect.objectContaining({
        block: 'bluesky',
        trouble: expect.stringContaining(
          'is not asked until this person’s consent is recorded: Whoever is matched has to agree to it first;',
        ) as string,
      }),
    );
  });

  it('is asked once consent is recorded, and the record says who recorded which words, and when', async () => {
    const w = await careful();
    expect(await agrees(w)).toBe('given');
    await w.work();
    const record = await w.record('1');
    expect(record?.profiles.map(({ id }) => id)).toEqual(['did:7']);
    expect(record?.conversations).toHaveLength(1);
    expect(record?.consent.networks).toEqual([
      {
        ...{ network: 'bluesky', networkTitle: 'Bluesky' },
        given: { at: w.now().toISOString(), by: 'rep 7', says: 'Look me up on Bluesky.' },
        removes: expect.stringContaining('removes one profile'),
      },
    ]);
    expect(record?.freshness.every(({ trouble }) => trouble === undefined)).toBe(true);
  });

  it('is asked only where the person’s own address leads: nothing is kept of others who are called the same', async () => {
    const w = await careful();
    await agrees(w);
    await w.work();
    expect((await w.rows('profile')).map(({ profile_id: id }) => String(id))).toEqual(['did:7']);
  });

  it('loses all that was kept when the consent is withdrawn: here, in the panel and in the CRM', async () => {
    const w = await careful();
    const before = await kept(w);
    await agrees(w);
    await w.work();
    await w.say('1', hers, 'confirmed');
    await w.work();
    expect(w.memory.rows.size).toBe(2);
    expect(await withdraws(w)).toBe(true);
    expect(await kept(w)).toEqual({});
    await w.work();
    expect((await w.record('1'))?.profiles).toEqual([]);
    expect((await w.record('1'))?.consent).toMatchObject({ networks: [] });
    expect([w.memory.rows.size, w.shown('1')]).toEqual([0, expect.objectContaining({ profileCount: 0 })]);
    await w.resolve('1');
    await w.work();
    expect(await kept(w)).toEqual(before);
    expect(await withdraws(w)).toBe(false);
  });

  it('is not matched to another contact by what one person agreed to', async () => {
    const w = await careful();
    await agrees(w);
    await w.save({ ...ada, id: '2' });
    await w.work();
    await w.derive('2');
    await w.work();
    expect((await w.record('2'))?.profiles).toEqual([]);
    expect(await w.links('2')).toEqual([]);
  });

  it('keeps what another person agreed to when one withdraws', async () => {
    const w = await careful();
    await w.save({ ...ada, id: '2' });
    const two = ContactId.parse('2');
    for (const contact of [one, two]) await agrees(w, contact);
    await w.work();
    await withdraws(w);
    expect(await w.links('1')).toEqual([]);
    await w.work();
    expect((await w.record('1'))?.profiles).toEqual([]);
    expect((await w.record('2'))?.profiles).toHaveLength(1);
  });

  it('leaves nothing when consent is withdrawn while it is being asked', async () => {
    const w = await careful();
    await agrees(w);
    const network = w.deps.networks.get(BLUESKY);
    if (!network) throw new Error('there is no Bluesky');
    const slow = {
      ...network,
      profile: async (at: Parameters<typeof network.profile>[0]) => {
        await withdraws(w);
        return network.profile(at);
      },
    };
    await resolveContact(w.installation, one, { ...w.deps, networks: new Map([[BLUESKY, slow]]) });
    expect(await kept(w)).toEqual({});
  });

  it('takes the consent of a contact that is merged into another along, and forgets that of one who is erased', async () => {
    const w = await careful();
    await agrees(w);
    await w.work();
    await w.save({ ...ada, id: '2' });
    await w.inside((v) => v.contacts.remove(one, ContactId.parse('2')));
    await w.resolve('2');
    await w.work();
    expect((await w.record('2'))?.profiles).toHaveLength(1);
    await w.inside((v) => v.contacts.erase(ContactId.parse('2'), w.now()));
    expect(await kept(w)).toEqual({});
  });

  it('whose terms ask for it only since lately: who never gave it loses what was found before', async () => {
    const w = worlds.under('bluesky', {});
    w.has(hers);
    await w.save(ada);
    await w.work();
    expect(await w.links('1')).toHaveLength(1);
    const terms = { deleteWithinHours: 24, mayMatchOutside: true, mayShowInFrame: true };
    const asks = { ...terms, needsConsent: true, clause: CLAUSE, source: 'https://bsky.example/terms' };
    const manners = new Map(w.deps.manners);
    const open = manners.get(BLUESKY);
    if (open) manners.set(BLUESKY, { ...open, terms: asks });
    await deriveContact(w.installation, one, { ...w.deps, manners });
    expect(await w.links('1')).toEqual([]);
  });

  it('has no consent recorded for a contact or a network that is not there, nor where none is needed', async () => {
    const w = await careful();
    expect(await agrees(w, ContactId.parse('9'))).toBe('no such contact');
    const told = { contact: one, by: 'rep 7', says: 'Yes.' };
    const give = (network: string) =>
      consents(w).give(w.installation, { ...told, network: NetworkId.parse(network) });
    expect(await give('github')).toBe('no need');
    expect(await give('nowhere')).toBe('no such network');
    expect(await consents(w).list(w.installation, one)).toEqual([]);
    expect(await consents(w).list(w.installation, ContactId.parse('9'))).toBeUndefined();
  });

  it('has no consent recorded that is still to come', async () => {
    const w = await careful();
    const give = (ms: number) =>
      consents(w).give(w.installation, {
        ...{ contact: one, network: BLUESKY, by: 'rep 7', says: 'Yes.' },
        at: new Date(w.now().getTime() + ms),
      });
    expect([await give(2 * 86_400_000), await give(3_600_000)]).toEqual(['not yet', 'given']);
  });

  it('is not asked about people in a file, of whom no consent is known', async () => {
    const w = await careful();
    const contact = { ...ada, id: one, emails: [], phones: [], changedAt: w.now() };
    const found = await findProfiles(contact, w.deps);
    expect(found.profiles).toEqual([]);
    expect(found.asked).toContainEqual(expect.objectContaining({ network: 'bluesky', outcome: 'trouble' }));
  });
});

describe('a network whose terms forbid matching', () => {
  it('is not asked, what was kept of it is matched to nobody, and the record names the clause', async () => {
    const w = worlds.under('bluesky', { mayMatchOutside: false, clause: CLAUSE });
    w.has(hers);
    await w.inside(async (v) => void (await v.profiles.keep([hers])));
    await w.save(ada);
    await w.work();
    expect(await w.links('1')).toEqual([]);
    expect(await w.say('1', hers, 'confirmed')).toBe(false);
    expect((await w.record('1'))?.freshness[0]?.trouble).toMatch(
      /is not asked, since its terms forbid it: Whoever is matched has to agree to it first;/,
    );
  });
});
