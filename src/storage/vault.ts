import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, readText } from './file.ts';

/** A secret as it is kept: which key closed it, and iv, tag and ciphertext in one. */
export interface Sealed {
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** Closes and opens secrets with AES-256-GCM; each is bound to its installation and name. */
export interface Vault {
  seal(installation: string, name: string, text: string): Sealed;
  /** @throws Error with the cure when no key that we have closed it, or when it was tampered with or moved. */
  open(installation: string, name: string, sealed: Sealed): string;
}

const IV = 12;
const TAG = 16;

/**
 * The vault of these secrets (at least 32 characters each): the first closes, all open.
 */
export function makeVault(secrets: readonly [string, ...string[]]): Vault {
  const keys = secrets.map(deriveKey) as [Key, ...Key[]];
  const [newest] = keys;
  return {
    seal: (installation, name, text) => {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv);
      cipher.setAAD(boundTo(installation, name));
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId: newest.id, sealed: Buffer.concat([iv, cipher.getAuthTag(), closed]) };
    },
    open: (installation, name, { keyId, sealed }) => {
      const key = keys.find((one) => one.id === keyId);
      if (!key) {
        throw new Error(
          `The secret ${name} of ${installation} was closed with the key ${keyId}, which is not among ours. ` +
            'Put the earlier secret into KITH_FORMER_SECRETS (or bring back vault.key), or connect again.',
        );
      }
      return decipher(key, boundTo(installation, name), sealed, `${name} of ${installation}`);
    },
  };
}

interface Key {
  readonly id: string;
  readonly key: Buffer;
}

function deriveKey(secret: string): Key {
  return {
    id: derive(secret, 'kith vault key id', 8).toString('hex'),
    key: derive(secret, 'kith vault key', 32),
  };
}

/** A value of so many bytes that belongs to one secret and one purpose; it tells nothing of the secret. */
export function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
}

function boundTo(installation: string, name: string): Buffer {
  return Buffer.from(JSON.stringify([installation, name]));
}

function decipher({ key }: Key, aad: Buffer, sealed: Buffer, what: string): string {
  try {
    const opening = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG });
    opening.setAAD(aad);
    opening.setAuthTag(sealed.subarray(IV, IV + TAG));
    return Buffer.concat([opening.update(sealed.subarray(IV + TAG)), opening.final()]).toString('utf8');
  } catch {
    throw new Error(`The secret ${what} was changed in the database and cannot be trusted. Connect again.`);
  }
}

/** The file in the data directory with the key of the embedded default. */
const KEY_FILE = 'vault.key';

/** The key of a data directory, if it has one. @throws Error with the cure when the file is damaged. */
export function readKey(dataDirectory: string): string | undefined {
  const path = join(dataDirectory, KEY_FILE);
  const key = readText(path)?.trim();
  if (key === undefined || key.length >= 32) return key;
  throw new Error(
    `${path} is damaged. Bring it back from a backup; without it the kept secrets cannot be opened.`,
  );
}

/** The key of a data directory; made on the first start, readable by its owner only. */
export function readOrMakeKey(dataDirectory: string): string {
  const path = join(dataDirectory, KEY_FILE);
  const known = readKey(dataDirectory);
  if (known !== undefined) return known;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and never over a key that is there.
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readKey(dataDirectory);
  if (made === undefined) throw new Error(`${path} cannot be read. Let the user that runs Kith read it.`);
  return made;
}
