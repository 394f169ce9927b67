import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { admit, releaseGovernor } from './govern.ts';
import { approve } from './settings.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const ada = { user: '1', name: 'ada@acme.example' };
const bo = { user: '2', name: 'bo@acme.example' };
const asks = (w: World, person: typeof ada) => admit(w.installation, person, w.deps);

describe('who in the CRM decides for the account', () => {
  it('is the first who does, under whatever name they come back', async () => {
    const w = worlds.unapproved();
    expect(await asks(w, ada)).toBeUndefined();
    expect(await asks(w, bo)).toEqual({ instead: ada });
    expect(await asks(w, { ...ada, name: 'ada@elsewhere.example' })).toBeUndefined();
  });

  it('is one, though several come at once', async () => {
    const w = worlds.unapproved();
    const people = Array.from({ length: 8 }, (_, n) => ({ user: `${n}`, name: `${n}` }));
    const refused = await Promise.all(people.map((person) => asks(w, person)));
    expect(refused.filter((one) => one === undefined)).toHaveLength(1);
  });

  it('is nobody where the access key approved, until it lets somebody', async () => {
    const w = worlds.unapproved();
    await approve(w.installation, { approve: true, by: 'An admin in the panel' }, w.deps);
    expect(await asks(w, ada)).toEqual({ instead: undefined });
    await releaseGovernor(w.installation, w.deps);
    expect(await asks(w, bo)).toBeUndefined();
    expect(await asks(w, ada)).toEqual({ instead: bo });
  });

  it('stays who it is when writing is stopped and approved again', async () => {
    const w = worlds.unapproved();
    await asks(w, ada);
    for (const yes of [true, false, true]) {
      await approve(w.installation, { approve: yes, by: ada.name }, w.deps);
      expect(await asks(w, bo)).toEqual({ instead: ada });
    }
  });
});
