import type { Config } from '../config.ts';
import { ContactId } from '../core/ids.ts';
import { openLog } from '../log.ts';
import { openStorage } from '../storage/open.ts';

/**
 * `kith erase CONTACT`: removes all that is kept about a person, in one installation or in every one that knows them.
 * @returns the exit code: 0, or 2 when nobody of that id is known.
 */
export async function eraseCommand(config: Config, contact: string, only?: string): Promise<number> {
  const storage = await openStorage({ ...config, log: openLog('error'), join: true });
  try {
    const id = ContactId.parse(contact);
    let erased = 0;
    for (const { id: installation } of await storage.store.installations()) {
      if (only !== undefined && installation !== only) continue;
      const gone = await storage.store.inside(installation, (w) => w.contacts.erase(id, new Date()));
      if (gone.contacts === 0) continue;
      erased += gone.contacts;
      const what = `${gone.contacts} contact, ${gone.profiles} profiles, ${gone.posts} posts`;
      process.stdout.write(`${installation}: erased ${what}; a salted hash keeps them from coming back.\n`);
    }
    if (erased > 0) return 0;
    process.stderr.write(`Nobody of the id ${contact} is known${only === undefined ? '' : ` in ${only}`}.\n`);
    return 2;
  } finally {
    await storage.close();
  }
}
