import fc from 'fast-check';
import { expect } from 'vitest';
import { isNobodys, readAddress } from '../../../src/core/identity/read-address.ts';
import type { Check } from './kit.ts';
import { unfilled } from './unfilled.ts';

export const DECLARATION: readonly Check[] = [
  {
    name: 'leaves nothing of its scaffold to fill in',
    async run(connector, kit) {
      const open = await unfilled(connector, kit);
      if (open.length > 0) throw new Error(`still to fill in:\n- ${open.join('\n- ')}`);
    },
  },
  {
    name: 'normalises a handle once and for all: the canonical address reads as itself',
    run: async ({ addresses }) => {
      expect(
        addresses.hosts.length === 0 || new URL(addresses.url.replaceAll(/\{\w+\}/g, 'x')).protocol,
      ).toBeTruthy();
      fc.assert(
        fc.property(fc.stringMatching(addresses.handle), (handle) => {
          const once = readAddress(`${addresses.network}:${handle}`, [addresses]);
          if (isNobodys(addresses, handle)) {
            expect(once).toBeUndefined();
            return;
          }
          if (!once) throw new Error('a handle of the declared form is not read');
          expect(readAddress(once.url, [addresses])).toEqual(once);
          expect(readAddress(`${addresses.network}:${once.handle}`, [addresses])).toEqual(once);
        }),
        { numRuns: 200 },
      );
    },
  },
  {
    name: 'declares positive limits, terms with their source, and no secret by default',
    async run({ id, addresses, limits, settings, terms }) {
      expect(addresses.network).toBe(id);
      for (const limit of Object.values(limits)) expect(limit).toBeGreaterThan(0);
      expect(terms.deleteWithinHours).toBeGreaterThan(0);
      expect(terms.clause.length).toBeGreaterThan(20);
      expect(terms.source).toMatch(/^https:\/\//);
      const defaults = settings.parse({}) as Record<string, unknown>;
      for (const [name, value] of Object.entries(defaults)) {
        expect(String(value), `the setting ${name} has a default that could be a secret`).not.toMatch(
          /^[^\s:/]{8,}$/,
        );
        expect(/token|key|secret|password/i.test(name) && value !== undefined, name).toBe(false);
      }
    },
  },
];
