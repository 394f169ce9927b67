import { expect } from 'vitest';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmCheck, CrmKit } from './kit.ts';
import { SECRETS, connected, wanted } from './session.ts';

const some = (kit: CrmKit, from: number, many: number) =>
  Array.from({ length: many }, (_, i) => kit.id(from + i));
const idsOf = (contacts: readonly { readonly id: ContactId }[]) => contacts.map(({ id }) => id);

export const reading: readonly CrmCheck[] = [
  {
    name: 'reads a contact into our words, whatever else the CRM tells of it, with the token of the session',
    run: async (connector, kit) => {
      const asked = kit.play({ known: true });
      const crm = connected(connector, kit);
      expect(await crm.contacts([kit.known.id])).toEqual([kit.known]);
      expect(asked.length).toBeGreaterThan(0);
      for (const { headers, path } of asked) {
        expect(headers['authorization']).toBe(`Bearer ${SECRETS.accessToken}`);
        expect(path).not.toContain(SECRETS.accessToken);
      }
      expect(crm.contactUrl(kit.known.id).startsWith(kit.pages)).toBe(true);
    },
  },
  {
    name: 'leaves out a contact that does not exist, and invents nobody',
    run: async (connector, kit) => {
      kit.play({ people: [kit.id(1), kit.id(3)] });
      const found = await connected(connector, kit).contacts([kit.id(1), kit.id(2), kit.id(3)]);
      expect(idsOf(found).toSorted()).toEqual([kit.id(1), kit.id(3)].toSorted());
      kit.play({ people: [] });
      expect(await connected(connector, kit).contacts([kit.id(2)])).toEqual([]);
    },
  },
  {
    name: 'reads as many as the CRM allows at once and no more, each once',
    run: async (connector, kit) => {
      const { read } = kit.maximum;
      const ids = some(kit, 1, read * 2 + 3);
      const asked = kit.play({ people: ids });
      const found = await connected(connector, kit).contacts([...ids, ...ids.slice(0, 5)]);
      expect(idsOf(found).toSorted()).toEqual(ids.toSorted());
      const many = wanted(kit, asked).map((one) => kit.readIn(one).length);
      expect(many.toSorted((a, b) => b - a)).toEqual([read, read, 3]);
    },
  },
  {
    name: 'asks nothing to connect, and nothing about nobody',
    run: async (connector, kit) => {
      const asked = kit.play({ people: [] });
      expect(await connected(connector, kit).contacts([])).toEqual([]);
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'pages through all contacts in a stable order, without repeats, to an end',
    run: async (connector, kit) => {
      const pages = [some(kit, 1, 3), some(kit, 4, 3), some(kit, 7, 1)];
      const crm = connected(connector, kit);
      for (let round = 0; round < 2; round += 1) {
        const asked = kit.play({ pages });
        const seen: ContactId[] = [];
        let after: string | undefined;
        do {
          const page = await crm.page(after);
          seen.push(...idsOf(page.contacts));
          after = page.next;
        } while (after !== undefined && asked.length <= pages.length + 2);
        expect(seen).toEqual(pages.flat());
        expect(wanted(kit, asked).length).toBe(pages.length);
      }
    },
  },
];
