import { expect } from 'vitest';
import type { NewContact } from '../../../src/ports/crm-contacts.ts';
import type { CrmCheck } from './kit.ts';
import { NEW_CONTACT, connected, expectKind, straight, wanted } from './session.ts';

const STATED: NewContact = {
  ...NEW_CONTACT,
  ...{ email: 'ada@analytical.example', company: 'Analytical Engines', title: 'Programmer' },
  website: 'https://ada.example',
};

/** What a connector does with people who are to become contacts. */
export const addingPeople: readonly CrmCheck[] = [
  {
    name: 'adds nobody, and asks nothing, without the right or without a key',
    run: async (connector, kit) => {
      const asked = kit.play({ adds: kit.id(1) });
      const none = connected(connector, kit, straight, []);
      await expectKind('addContact', () => none.addContact(STATED), 'unauthorized');
      const crm = connected(connector, kit);
      for (const key of ['', 'a b', 'x'.repeat(65), '"']) {
        await expectKind(`key ${key}`, () => crm.addContact({ ...STATED, key }), 'rejected');
      }
      expect(wanted(kit, asked).filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  },
  {
    name: 'writes of a new contact what it planned, and nothing that was neither stated nor explained',
    run: async (connector, kit) => {
      for (const who of [STATED, NEW_CONTACT]) {
        const asked = kit.play({ adds: kit.id(1) });
        const crm = connected(connector, kit);
        const planned = await crm.planContact(who);
        expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
        expect(await crm.addContact(who)).toEqual({ outcome: 'added', contact: kit.id(1) });
        const [made, ...more] = asked.map((one) => kit.madeIn(one)).filter((one) => one !== undefined);
        expect(more).toEqual([]);
        const values = Object.values(made ?? {}).toSorted();
        expect(values).toEqual(planned.map(({ value }) => value).toSorted());
        const { name, ...rest } = who;
        const stated = new Set<string>([...Object.values(name), ...Object.values(rest)]);
        const explained = planned.filter(({ says }) => says !== undefined).map(({ value }) => value);
        expect(values.filter((value) => !stated.has(value) && !explained.includes(value))).toEqual([]);
        expect([...stated].filter((value) => !values.includes(value))).toEqual([]);
      }
    },
  },
  {
    name: 'finds whom it added under a key, and makes nobody beside them',
    run: async (connector, kit) => {
      kit.play({ adds: kit.id(1), before: true });
      const done = await connected(connector, kit).addContact(STATED);
      expect(done).toEqual({ outcome: 'added', contact: kit.id(1) });
    },
  },
];
