import { expect } from 'vitest';
import type { CrmCheck } from './kit.ts';
import { ITEM, connected, expectKind, straight } from './session.ts';

/** What a connector does beyond contacts: items, fields, rights, and going again. */
export const surroundings: readonly CrmCheck[] = [
  {
    name: 'states what the granted rights allow without asking, and nothing that was not granted',
    run: async (connector, kit) => {
      const asked = kit.play({ people: [] });
      const all = connected(connector, kit).abilities();
      expect(all.size).toBeGreaterThan(0);
      const least = connected(connector, kit, straight, connector.scopes).abilities();
      for (const ability of least) expect(all.has(ability)).toBe(true);
      expect([...connected(connector, kit, straight, []).abilities()]).toEqual([]);
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'adds nothing, and asks nothing, without the right or without a key',
    run: async (connector, kit) => {
      const asked = kit.play({ people: [kit.id(1)] });
      const item = { ...ITEM, contact: kit.id(1) };
      const none = connected(connector, kit, straight, []);
      await expectKind('add', () => none.add(item), 'unauthorized');
      const crm = connected(connector, kit);
      for (const key of ['', 'a b', 'x'.repeat(65), '"']) {
        await expectKind(`add ${key}`, () => crm.add({ ...item, key }), 'rejected');
      }
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'knows nothing around a contact without a right, says how deals are allowed, and knows nothing about values of nobody',
    run: async (connector, kit) => {
      const asked = kit.play({ people: [] });
      const none = connected(connector, kit, straight, []);
      expect(await none.around(kit.id(1))).toEqual([]);
      const withheld = (await none.withheld()).find(({ ability }) => ability === 'deals');
      expect(withheld?.cure).toMatch(/^[A-Z].*\.$/);
      expect(await none.openDeals([kit.id(1)])).toEqual({ withheld });
      expect(await connected(connector, kit).openDeals([])).toEqual({ deals: [], cut: new Set() });
      expect((await connected(connector, kit).values([], ['email'])).size).toBe(0);
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'plans what it would make, only by reading',
    where: 'makes its fields',
    run: async (connector, kit) => {
      const missing = kit.play({ people: [], fields: 'missing' });
      const planned = await connected(connector, kit).planned();
      expect(planned.some(({ kind }) => kind === 'field')).toBe(true);
      for (const { name, label, says } of planned) {
        expect([name, label, says].every((text) => text.length > 0)).toBe(true);
      }
      expect(missing.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  },
  {
    name: 'plans nothing once all is there',
    run: async (connector, kit) => {
      kit.play({ people: [], fields: 'there' });
      expect(await connected(connector, kit).planned()).toEqual([]);
    },
  },
];
