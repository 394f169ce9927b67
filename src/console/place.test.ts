import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactOn, hrefOf, placeOf } from './place.ts';

describe('a place in the console', () => {
  it('comes back from its address, whatever the ids', () => {
    const id = fc.string({ minLength: 1, unit: 'grapheme' });
    // A path segment of dots is a direction, not a name; no CRM has such ids.
    const part = id.filter((one) => !/^\.{1,2}$/.test(one));
    const thread = fc.record({ network: part, id: part });
    const contact = fc.oneof(fc.record({ contact: part }), fc.record({ contact: part, thread }));
    const page = fc.oneof(
      fc.constantFrom('contacts' as const, 'review' as const, 'settings' as const),
      contact,
    );
    fc.assert(
      fc.property(page, fc.option(id, { nil: undefined }), (page, installation) => {
        const place = { page, installation };
        expect(placeOf(hrefOf(place))).toEqual(place);
      }),
    );
  });

  it.each([
    '/',
    '/contacts',
    '/contacts/',
    '/contacts/a/b',
    '/contacts/a/conversations/b',
    '/contacts/%E0%A4%A',
    '/review/x',
    '/else',
  ])('is the list at %s', (path) => {
    expect(placeOf(path).page).toBe('contacts');
    expect(contactOn(placeOf(path).page)).toBeUndefined();
  });
});
