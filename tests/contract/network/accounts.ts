import { expect } from 'vitest';
import { Profile } from '../../../src/core/profile.ts';
import { NOW, onStage } from '../stage.ts';
import { found, given, questionsAbout, stageOf } from './kit.ts';
import type { Check } from './kit.ts';

export const ACCOUNTS: readonly Check[] = [
  {
    name: 'answers a known account by handle and by id, stamped with the injected clock',
    async run(connector, kit) {
      await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
        const { handle, id, says } = kit.known;
        const byHandle = found(await network.profile({ handle }));
        expect(Profile.safeParse(byHandle).error).toBeUndefined();
        expect(byHandle).toMatchObject({ ...says, id, network: connector.id });
        expect(byHandle.provenance.fetchedAt).toEqual(NOW);
        expect(byHandle.provenance.source).toBe(connector.id);
        expect(found(await network.profile({ id }))).toEqual(byHandle);
      });
    },
  },
  {
    name: 'finds a known account by e-mail, by name and by all that is known, where it offers that',
    async run(connector, kit) {
      await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
        const { email, name, sought, id } = kit.known;
        if (network.profileByEmail)
          expect(found(await network.profileByEmail(given(email, 'email'))).id).toBe(id);
        if (network.person) expect(found(await network.person(given(sought, 'sought'))).id).toBe(id);
        const results = (await network.search?.(given(name, 'name'))) ?? [];
        const ids = results.map((profile) => profile.id);
        if (network.search) expect(ids).toContain(id);
        expect(ids.length).toBeLessThanOrEqual(10);
        expect(new Set(ids).size).toBe(ids.length);
        for (const profile of results) expect(Profile.safeParse(profile).error).toBeUndefined();
      });
    },
  },
  {
    name: 'answers undefined, or an empty list, for an account that is not there',
    async run(connector, kit) {
      for (const [name, ask] of await questionsAbout(connector, kit, kit.unknown)) {
        await onStage(connector, stageOf(kit), kit.unknown.site, async ({ network }) => {
          expect((await ask(network)) ?? [], name).toEqual([]);
        });
      }
    },
  },
  {
    name: 'states only http(s) addresses',
    async run(connector, kit) {
      await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
        const profile = found(await network.profile({ handle: kit.known.handle }));
        if (kit.statesNothing) expect(profile.states).toEqual([]);
        else expect(profile.states.length, 'the known account should state something').toBeGreaterThan(0);
        for (const { url } of [...profile.states, profile])
          expect(new URL(url).protocol).toMatch(/^https?:$/);
      });
    },
  },
];
