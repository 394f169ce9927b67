import { z } from 'zod';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getItems, getLabels, searchItems } from './api.ts';
import type { Tools } from './api.ts';
import { isHuman, isLiving, ITEM, needed, toProfile, WIKIDATA } from './wire.ts';
import type { WireEntity } from './wire.ts';

/** So many are found by name, and so many of them looked at: their items are long. */
const FOUND = 20;
const CANDIDATES = 7;

/**
 * Wikidata: what the world wrote down about public figures and companies. Keyed on the item. It is a third party: what it
 * states about accounts leads on and weighs little, and it says nothing of its own.
 */
export const wikidata = defineNetwork({
  id: WIKIDATA,
  title: 'Wikidata',
  base: 'https://www.wikidata.org',
  /** An e-mail address or a page that Wikimedia may turn to when our questions trouble it. */
  settings: z.object({
    contact: z
      .string()
      .regex(/^[\x21-\x27\x2a-\x7e]{3,200}$/)
      .optional(),
  }),
  addresses: {
    network: WIKIDATA,
    title: 'Wikidata',
    hosts: ['wikidata.org'],
    paths: [/^\/(?:wiki|entity)\/(Q[1-9][0-9]{0,11})(?:[?#]|$)/],
    handle: ITEM,
    fold: 'exact',
    reserved: [],
    url: 'https://www.wikidata.org/wiki/{handle}',
    aliases: ['wd'],
    population: { accounts: 12_000_000, reach: 0.005 },
  },
  // Wikimedia sets no number for reading; it asks to be asked one question after the other.
  limits: { requests: 60, perSeconds: 60, together: 1 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The data is in the public domain (CC0). Wikimedia asks for one question at a time and for a name and a contact of ' +
      'who asks. What is written about living people there is written by others, and is treated so here.',
    source: 'https://www.wikidata.org/wiki/Wikidata:Data_access',
  },
  connect: (tools): Network => ({
    profile: async (at) => {
      const item = 'id' in at ? at.id : at.handle;
      return ITEM.test(item) ? (await complete(tools, await getItems(tools, [item])))[0] : undefined;
    },
    search: (name) => search(tools, name),
  }),
});

/** Living people whose label or alias could be the name; the others of that name are no contacts. */
async function search(tools: Tools, name: string): Promise<readonly Profile[]> {
  if (name.trim() === '') return [];
  const seen = await searchItems(tools, name.trim().slice(0, 200), FOUND);
  const likely = seen.filter(
    ({ id, label, match }) => ITEM.test(id) && [label, match?.text].some((text) => couldBeNamed(name, text)),
  );
  const ids = [...new Set(likely.map(({ id }) => id))].slice(0, CANDIDATES);
  const items = await getItems(tools, ids);
  return complete(
    tools,
    items.filter((item) => isHuman(item) && isLiving(item)),
  );
}

/** With the names of what they do, for whom and where, asked for all at once. */
async function complete(tools: Tools, items: readonly WireEntity[]): Promise<readonly Profile[]> {
  const labels = await getLabels(tools, items.flatMap(needed));
  return items.map((item) => toProfile(item, labels, tools.now())).filter((one) => one !== undefined);
}
