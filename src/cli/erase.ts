import type { Config } from '../config.ts';
import { ContactId } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import { openLog } from '../log.ts';
import type { Store } from '../ports/store.ts';
import { openStorage } from '../storage/open.ts';
import type { Printing } from './printing.ts';

export interface EraseOptions {
  /** Only in this installation; in every one that knows the person when absent. */
  readonly installation?: string;
  readonly json?: boolean;
}

/** How much of a person was kept in an installation, and is not any more. */
interface Erased {
  readonly installation: InstallationId;
  readonly contacts: number;
  readonly profiles: number;
  readonly posts: number;
}

/** `kith erase CONTACT`, on the storage that is configured. */
export async function eraseCommand(config: Config, contact: string, options: EraseOptions): Promise<number> {
  const storage = await openStorage({ ...config, log: openLog('error'), join: true });
  try {
    return await erase(contact, options, storage.store, process);
  } finally {
    await storage.close();
  }
}

/**
 * Removes all that is kept about a person, in one installation or in every one that knows them, and prints how much that
 * was: a line for each installation, or with `--json` `{"erased": [{installation, contacts, profiles, posts}]}`.
 * @returns the exit code: 0, or 2 when nobody of that id is known.
 */
export async function erase(
  contact: string,
  { installation: only, json }: EraseOptions,
  store: Store,
  { stdout, stderr }: Printing,
): Promise<number> {
  const { data: id } = ContactId.safeParse(contact);
  const erased: Erased[] = [];
  for (const { id: installation } of await store.installations()) {
    if (id === undefined) break;
    if (only !== undefined && installation !== only) continue;
    const gone = await store.inside(installation, (w) => w.contacts.erase(id, new Date()));
    if (gone.contacts === 0) continue;
    erased.push({ installation, ...gone });
    if (!json) stdout.write(lineOf({ installation, ...gone }));
  }
  if (json) stdout.write(`${JSON.stringify({ erased }, null, 2)}\n`);
  if (erased.length > 0) return 0;
  stderr.write(`Nobody of the id ${contact} is known${only === undefined ? '' : ` in ${only}`}.\n`);
  return 2;
}

const lineOf = ({ installation, contacts, profiles, posts }: Erased) =>
  `${installation}: erased ${contacts} contact, ${profiles} profiles, ${posts} posts; a salted hash keeps them from coming back.\n`;
