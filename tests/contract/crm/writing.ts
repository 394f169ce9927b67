import { expect } from 'vitest';
import { difference } from '../../../src/core/record/patch.ts';
import type { Patch, Wanted } from '../../../src/core/record/patch.ts';
import type { CrmCheck } from './kit.ts';
import { connected, expectKind, wanted } from './session.ts';

const WANTED: Wanted = {
  profiles: 'https://bsky.app/profile/ada.example\nhttps://github.com/ada-example',
  profileCount: 2,
  influence: 71.5,
  influenceWhy: '1,200 followers',
  lastPostAt: '2026-11-20T09:14:02.005Z',
  lastPost: 'https://bsky.app/profile/ada.example/post/1',
  lastTone: 'positive',
  headline: 'Writes programs for engines',
};

export const writing: readonly CrmCheck[] = [
  {
    name: 'sends only the fields that changed, and empties what is no longer known',
    run: async (connector, kit) => {
      const [contact] = [kit.id(1)];
      const patch = difference(contact, { ...WANTED, lastTone: null, profileCount: 3 }, WANTED);
      const asked = kit.play({ takes: [contact], gone: [], refuses: [] });
      const outcomes = await connected(connector, kit).write(patch ? [patch] : []);
      expect(outcomes).toMatchObject([{ contact, outcome: 'written' }]);
      expect(wanted(kit, asked).flatMap((one) => kit.rowsIn(one))).toEqual([
        { contact, fields: { profileCount: '3', lastTone: null } },
      ]);
    },
  },
  {
    name: 'carries every kind of value as it is',
    run: async (connector, kit) => {
      const contact = kit.id(1);
      const asked = kit.play({ takes: [contact], gone: [], refuses: [] });
      await connected(connector, kit).write([{ contact, fields: WANTED }]);
      const fields = Object.fromEntries(Object.entries(WANTED).map(([name, value]) => [name, String(value)]));
      expect(wanted(kit, asked).flatMap((one) => kit.rowsIn(one))).toEqual([{ contact, fields }]);
    },
  },
  {
    name: 'sends nothing when the same is wanted again',
    run: async (connector, kit) => {
      const asked = kit.play({ takes: [], gone: [], refuses: [] });
      const again = difference(kit.id(1), WANTED, WANTED);
      expect(await connected(connector, kit).write(again ? [again] : [])).toEqual([]);
      expect(asked).toEqual([]);
    },
  },
  {
    name: 'tells of each patch whether it was written, its contact is gone, or it was refused',
    run: async (connector, kit) => {
      const [takes, gone, refuses] = [[kit.id(1), kit.id(4)], [kit.id(2)], [kit.id(3)]];
      kit.play({ takes, gone, refuses });
      const patches = [1, 2, 3, 4].map((n): Patch => ({ contact: kit.id(n), fields: { headline: `N${n}` } }));
      const outcomes = await connected(connector, kit).write(patches);
      expect(outcomes.map(({ contact, outcome }) => [contact, outcome])).toEqual([
        [kit.id(1), 'written'],
        [kit.id(2), 'contact gone'],
        [kit.id(3), 'refused'],
        [kit.id(4), 'written'],
      ]);
    },
  },
  {
    name: 'writes as many as the CRM allows at once and no more',
    run: async (connector, kit) => {
      const { write } = kit.maximum;
      const takes = Array.from({ length: write + 1 }, (_, i) => kit.id(i + 1));
      const asked = kit.play({ takes, gone: [], refuses: [] });
      const patches = takes.map((contact): Patch => ({ contact, fields: { profileCount: 1 } }));
      const outcomes = await connected(connector, kit).write(patches);
      expect(outcomes).toMatchObject(takes.map((contact) => ({ contact, outcome: 'written' })));
      const many = wanted(kit, asked).map((one) => kit.rowsIn(one).length);
      expect(many.toSorted((a, b) => b - a)).toEqual([write, 1]);
    },
  },
  {
    name: 'makes the fields that are missing and leaves those that are there',
    where: 'makes its fields',
    run: async (connector, kit) => {
      const makes = (asked: ReturnType<typeof kit.play>) => asked.filter(({ method }) => method !== 'GET');
      const missing = kit.play({ people: [], fields: 'missing' });
      await connected(connector, kit).prepare();
      expect(makes(missing).length).toBeGreaterThan(0);
      const there = kit.play({ people: [], fields: 'there' });
      await connected(connector, kit).prepare();
      expect(makes(there)).toEqual([]);
    },
  },
  {
    name: 'says how its fields are installed when they are missing, and makes nothing itself',
    unless: 'makes its fields',
    run: async (connector, kit) => {
      const asked = kit.play({ people: [], fields: 'missing' });
      const crm = connected(connector, kit);
      const patch: Patch = { contact: kit.id(1), fields: { headline: 'Somebody' } };
      for (const [name, call] of [
        ['prepare', () => crm.prepare()],
        ['planned', () => crm.planned()],
        ['write', () => crm.write([patch])],
      ] as const) {
        expect((await expectKind(name, call, 'rejected')).message).toMatch(/install/);
      }
      expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
      kit.play({ people: [], fields: 'there' });
      await connected(connector, kit).prepare();
    },
  },
];
