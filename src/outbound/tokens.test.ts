import { describe, expect, it } from 'vitest';
import { Failure } from '../core/failure.ts';
import { installationOf } from '../core/ids.ts';
import { tokenKeeper, type Tokens } from './tokens.ts';

const ACME = installationOf('acme', '1');
const OTHER = installationOf('acme', '2');
const MINUTE = 60_000;

/** A vault with one connected installation, a CRM that rotates its refresh tokens, and a clock to turn. */
function world(lifeMs = 30 * MINUTE) {
  let time = Date.parse('2026-03-01T12:00:00Z');
  let valid = 'refresh-0';
  const seen: string[] = [];
  const at = (ms: number) => new Date(time + ms);
  const vault = new Map<string, Tokens>([
    [ACME, { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: at(lifeMs) }],
  ]);
  const crm: { down?: Failure; before?: () => Promise<void> } = {};
  let rotations = 0;
  const keeper = tokenKeeper({
    now: () => new Date(time),
    load: async (installation) => vault.get(installation),
    exchange: async (installation, swap) => {
      const tokens = await swap(vault.get(installation));
      if (tokens !== vault.get(installation)) seen.push(`save ${tokens.refreshToken}`);
      vault.set(installation, tokens);
      return tokens;
    },
    refresh: async (_installation, refreshToken) => {
      seen.push(`refresh ${refreshToken}`);
      await crm.before?.();
      if (crm.down) throw crm.down;
      if (refreshToken !== valid) throw new Failure('unauthorized', 'the refresh token was used before');
      rotations += 1;
      valid = `refresh-${rotations}`;
      return { accessToken: `access-${rotations}`, refreshToken: valid, expiresAt: at(lifeMs) };
    },
  });
  return { keeper, vault, crm, seen, pass: (ms: number) => void (time += ms) };
}

describe('the tokens of an installation', () => {
  it('are used as long as they are good, without asking the CRM', async () => {
    const w = world();
    expect(await w.keeper.token(ACME)).toBe('access-0');
    w.pass(28 * MINUTE);
    expect(await w.keeper.token(ACME)).toBe('access-0');
    expect(w.seen).toEqual([]);
  });

  it('are refreshed two minutes before they end', async () => {
    const w = world();
    await w.keeper.token(ACME);
    w.pass(28 * MINUTE + 1);
    expect(await w.keeper.token(ACME)).toBe('access-1');
    expect(w.seen).toEqual(['refresh refresh-0', 'save refresh-1']);
  });

  it('are refreshed once when fifty ask together', async () => {
    const w = world();
    w.pass(31 * MINUTE);
    const tokens = await Promise.all(Array.from({ length: 50 }, () => w.keeper.token(ACME)));
    expect(new Set(tokens)).toEqual(new Set(['access-1']));
    expect(w.seen).toEqual(['refresh refresh-0', 'save refresh-1']);
  });

  it('survive many rotations', async () => {
    const w = world();
    for (let round = 1; round <= 5; round += 1) {
      w.pass(29 * MINUTE);
      expect(await w.keeper.token(ACME)).toBe(`access-${round}`);
    }
  });

  it('are refreshed for every use when they live shorter than two minutes', async () => {
    const w = world(MINUTE);
    expect(await w.keeper.token(ACME)).toBe('access-1');
    w.pass(1000);
    expect(await w.keeper.token(ACME)).toBe('access-2');
  });

  it('are not handed out before the new refresh token is safe', async () => {
    const w = world();
    w.pass(31 * MINUTE);
    const broken = tokenKeeper({
      now: () => new Date('2026-03-01T13:00:00Z'),
      load: async () => w.vault.get(ACME),
      refresh: async () => ({
        accessToken: 'a',
        refreshToken: 'r',
        expiresAt: new Date('2026-03-01T14:00:00Z'),
      }),
      exchange: async (installation, swap) => {
        await swap(w.vault.get(installation));
        throw new Error('disk full');
      },
    });
    await expect(broken.token(ACME)).rejects.toThrow('disk full');
  });

  it('are not asked for again once the CRM said that the app is gone, until somebody installs it again', async () => {
    const w = world();
    w.pass(31 * MINUTE);
    w.crm.down = new Failure('unauthorized', 'the app was uninstalled');
    for (let i = 0; i < 5; i += 1) {
      await expect(w.keeper.token(ACME)).rejects.toMatchObject({ kind: 'unauthorized' });
    }
    expect(w.seen).toEqual(['refresh refresh-0']);

    delete w.crm.down;
    w.keeper.forget(ACME);
    expect(await w.keeper.token(ACME)).toBe('access-1');
  });

  it('are asked for again after trouble that passes', async () => {
    const w = world();
    w.pass(31 * MINUTE);
    w.crm.down = new Failure('unavailable', 'the CRM is down');
    await expect(w.keeper.token(ACME)).rejects.toMatchObject({ kind: 'unavailable' });
    delete w.crm.down;
    expect(await w.keeper.token(ACME)).toBe('access-1');
  });

  it('do not exist for an installation that was never connected', async () => {
    await expect(world().keeper.token(OTHER)).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  describe('refused before their time', () => {
    it('are renewed once when fifty bring the same one, and nobody gets the refused one again', async () => {
      const w = world();
      await w.keeper.token(ACME);
      const renewed = await Promise.all(Array.from({ length: 50 }, () => w.keeper.renew(ACME, 'access-0')));
      expect(new Set(renewed)).toEqual(new Set(['access-1']));
      expect(w.seen).toEqual(['refresh refresh-0', 'save refresh-1']);
      expect(await w.keeper.token(ACME)).toBe('access-1');
    });

    it('are not renewed for one that comes late with an older one', async () => {
      const w = world();
      await w.keeper.token(ACME);
      await w.keeper.renew(ACME, 'access-0');
      expect(await w.keeper.renew(ACME, 'access-0')).toBe('access-1');
      expect(w.seen).toHaveLength(2);
    });

    it('are not renewed where another process did so: the vault is looked at first', async () => {
      const w = world();
      await w.keeper.token(ACME);
      const expiresAt = new Date('2026-03-01T13:00:00Z');
      w.vault.set(ACME, { accessToken: 'theirs', refreshToken: 'refresh-9', expiresAt });
      expect(await w.keeper.renew(ACME, 'access-0')).toBe('theirs');
      expect(w.seen).toEqual([]);
    });

    it('are not renewed where another process did so while this one waited for its turn', async () => {
      const w = world();
      w.pass(31 * MINUTE);
      const expiresAt = new Date('2026-03-01T13:00:00Z');
      const theirs = { accessToken: 'theirs', refreshToken: 'refresh-9', expiresAt };
      const late = tokenKeeper({
        now: () => new Date('2026-03-01T12:31:00Z'),
        load: async () => w.vault.get(ACME),
        refresh: () => Promise.reject(new Error('the refresh token was spent twice')),
        exchange: (_installation, swap) => swap(theirs),
      });
      expect(await late.token(ACME)).toBe('theirs');
    });

    it('time and again, are asked for no more after two, and again after a while', async () => {
      const w = world();
      const refused = [await w.keeper.token(ACME)];
      for (let i = 0; i < 2; i += 1) refused.push(await w.keeper.renew(ACME, refused.at(-1) ?? ''));
      await expect(w.keeper.renew(ACME, refused.at(-1) ?? '')).rejects.toMatchObject({
        kind: 'unauthorized',
      });
      await expect(w.keeper.token(ACME)).rejects.toMatchObject({ kind: 'unauthorized' });
      expect(w.seen.filter((one) => one.startsWith('refresh'))).toHaveLength(2);
      w.pass(11 * MINUTE);
      expect(await w.keeper.token(ACME)).toBe('access-2');
    });

    it('long after they were made, are renewed as often as that happens', async () => {
      const w = world();
      let token = await w.keeper.token(ACME);
      for (let i = 1; i <= 5; i += 1) {
        w.pass(2 * MINUTE);
        token = await w.keeper.renew(ACME, token);
        expect(token).toBe(`access-${i}`);
      }
    });
  });

  it('are read anew after they were forgotten', async () => {
    const w = world();
    await w.keeper.token(ACME);
    const expiresAt = new Date('2026-03-02T12:00:00Z');
    w.vault.set(ACME, { accessToken: 'installed-again', refreshToken: 'x', expiresAt });
    w.keeper.forget(ACME);
    expect(await w.keeper.token(ACME)).toBe('installed-again');
  });

  it('of a refresh that was overtaken by forgetting are still kept safe, and those who waited get theirs', async () => {
    const w = world();
    w.pass(31 * MINUTE);
    w.crm.before = async () => w.keeper.forget(ACME);
    expect(await w.keeper.token(ACME)).toBe('access-1');
    expect(w.vault.get(ACME)?.refreshToken).toBe('refresh-1');
    expect(await w.keeper.token(ACME)).toBe('access-1');
  });
});
