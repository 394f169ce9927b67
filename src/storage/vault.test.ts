import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore, TEST_SECRET } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { acme, other } from './testbed.ts';
import { makeVault, readOrMakeKey } from './vault.ts';

const OLD = 'an old secret that is long enough for it';
const NEW = 'a new secret that is long enough for it';

describe('the vault', () => {
  it('opens what it closed, whatever the text', () => {
    const vault = makeVault([NEW]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = vault.seal('i', 'n', text);
        expect(vault.open('i', 'n', sealed)).toBe(text.toWellFormed());
        if (text.length > 3) expect(sealed.sealed.includes(text)).toBe(false);
      }),
    );
  });

  it('closes the same text differently each time', () => {
    const vault = makeVault([NEW]);
    expect(vault.seal('i', 'n', 'x').sealed).not.toEqual(vault.seal('i', 'n', 'x').sealed);
  });

  it('notices every changed byte, and a secret put in the place of another', () => {
    const vault = makeVault([NEW]);
    const { keyId, sealed } = vault.seal('i', 'n', 'token');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => vault.open('i', 'n', { keyId, sealed: changed })).toThrow(/changed in the database/);
    }
    expect(() => vault.open('i', 'n', { keyId, sealed: sealed.subarray(0, 5) })).toThrow(/cannot be trusted/);
    expect(() => vault.open('j', 'n', { keyId, sealed })).toThrow(/n of j was changed/);
    expect(() => vault.open('i', 'm', { keyId, sealed })).toThrow(/m of i was changed/);
  });

  it('opens with earlier keys, closes with the newest, and names the cure for a key it lost', () => {
    const old = makeVault([OLD]).seal('i', 'n', 'kept');
    const rotated = makeVault([NEW, OLD]);
    expect(rotated.open('i', 'n', old)).toBe('kept');
    expect(rotated.seal('i', 'n', 'x').keyId).not.toBe(old.keyId);
    expect(makeVault([NEW]).open('i', 'n', rotated.seal('i', 'n', 'x'))).toBe('x');
    expect(() => makeVault([NEW]).open('i', 'n', old)).toThrow(/KITH_FORMER_SECRETS/);
  });
});

describe('the key of a data directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kith-key-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is made once, for its owner only, and differs from directory to directory', () => {
    const key = readOrMakeKey(directory);
    expect(key.length).toBeGreaterThanOrEqual(43);
    expect(readOrMakeKey(directory)).toBe(key);
    expect(statSync(join(directory, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(directory, 'vault.key'), 'utf8').trim()).toBe(key);
    const elsewhere = mkdtempSync(join(directory, 'other-'));
    expect(readOrMakeKey(elsewhere)).not.toBe(key);
  });

  it('is not replaced when its file is damaged', () => {
    const broken = mkdtempSync(join(directory, 'broken-'));
    writeFileSync(join(broken, 'vault.key'), '');
    expect(() => readOrMakeKey(broken)).toThrow(/damaged.*backup/);
  });
});

describe('kept secrets', () => {
  let db: FreshStore;
  beforeAll(async () => {
    db = await freshStore();
  });
  afterAll(() => db.close());

  it('are kept, replaced and forgotten, and lie closed in the database', async () => {
    await db.store.inside(acme, async (w) => {
      await w.secrets.keep('token', 'first');
      await w.secrets.keep('token', 'refresh-me-not');
      expect(await w.secrets.read('token')).toBe('refresh-me-not');
    });
    expect(await db.store.inside(other, (w) => w.secrets.read('token'))).toBeUndefined();
    const { rows } = await db.pool.query<{ sealed: Buffer }>('select sealed from kith.secret');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.includes('refresh-me-not')).toBe(false);
    await db.store.inside(acme, async (w) => {
      await w.secrets.forget('token');
      expect(await w.secrets.read('token')).toBeUndefined();
    });
  });

  it('survive a change of the secret when the earlier one is named, and say so when it is not', async () => {
    await db.store.inside(acme, (w) => w.secrets.keep('grant', 'worth keeping'));
    const rotated = await db.again([NEW, TEST_SECRET]);
    expect(await rotated.store.inside(acme, (w) => w.secrets.read('grant'))).toBe('worth keeping');
    await rotated.close();
    const lost = await db.again([NEW]);
    await expect(lost.store.inside(acme, (w) => w.secrets.read('grant'))).rejects.toThrow(
      /KITH_FORMER_SECRETS/,
    );
    await lost.close();
  });
});
