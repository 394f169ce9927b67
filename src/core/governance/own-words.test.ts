import { expect, it } from 'vitest';
import { Contact } from '../contact.ts';
import type { FieldTrail } from './field-trail.ts';
import { asPeopleSay } from './own-words.ts';

const at = '2026-11-26T00:00:00.000Z';
const wrote = (value: string, base: string | null = null): FieldTrail => ({
  ...{ fact: value, mode: 'overwrite', standing: 'written', wrote: value, base, former: [], at },
});
const contact = Contact.parse({
  ...{
    id: '1',
    company: 'Acme',
    title: 'Founder',
    location: 'Lisbon, Portugal',
    website: 'https://ada.example',
  },
  ...{ emails: [], phones: [], handles: ['x:ada', 'https://ada.example', 'github:ada'], changedAt: at },
});

it('is the same contact where Kith wrote nothing', () => {
  expect(asPeopleSay(contact, {})).toBe(contact);
  expect(asPeopleSay(contact, { company: { ...wrote('Acme'), wrote: null } })).toBe(contact);
});

it('knows what stood there before instead of what Kith wrote', () => {
  const trails = {
    company: wrote('Acme', 'Old Ltd'),
    city: wrote('Lisbon'),
    website: wrote('https://ada.example'),
    twitterhandle: wrote('ada'),
  };
  expect(asPeopleSay(contact, trails)).toEqual({
    ...{ id: '1', company: 'Old Ltd', title: 'Founder', location: 'Portugal' },
    ...{ emails: [], phones: [], handles: [], changedAt: contact.changedAt },
  });
});

it('leaves to people what they said in a field of their own, although Kith wrote the same into another', () => {
  const trails = { company: wrote('Acme', 'Old Ltd'), called: wrote('ada') };
  expect(asPeopleSay(contact, trails, new Set(['company', 'twitterhandle']))).toEqual({
    ...contact,
    company: 'Old Ltd',
  });
});

it('takes what a person changed since as their word', () => {
  expect(asPeopleSay(contact, { company: wrote('Bolt', 'Old Ltd') })).toEqual(contact);
});
