import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefOf, placeOf } from './place.ts';

describe('a place in the console', () => {
  it('comes back from its address, whatever the ids', () => {
    const id = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined });
    fc.assert(
      fc.property(id, id, (contact, installation) => {
        // A path segment of dots is a direction, not a name; no CRM has such ids.
        fc.pre(contact === undefined || !/^\.{1,2}$/.test(contact));
        const place = { contact, installation };
        expect(placeOf(hrefOf(place))).toEqual(place);
      }),
    );
  });

  it.each(['/', '/contacts', '/contacts/', '/contacts/a/b', '/contacts/%E0%A4%A', '/else'])(
    'is the list at %s',
    (path) => {
      expect(placeOf(path).contact).toBeUndefined();
    },
  );
});
