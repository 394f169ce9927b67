import { expect, it } from 'vitest';
import { mappingTroubles } from './check-mappings.ts';
import type { MappableField } from './check-mappings.ts';
import { Mapping } from './settings.ts';

const field = (name: string, more: Partial<MappableField> = {}): MappableField => ({
  ...{ name, label: name.toUpperCase(), kind: 'text', writable: true, ours: false },
  ...more,
});
const FIELDS = [
  field('company'),
  field('email'),
  field('firstname'),
  field('FirstName'),
  field('hs_additional_emails'),
  field('score', { kind: 'number' }),
  field('lifecycle', { kind: 'choice' }),
  field('created', { writable: false }),
  field('kith_headline', { ours: true }),
];
const says = (...mappings: readonly Partial<Mapping>[]) =>
  mappingTroubles(
    mappings.map((one) => Mapping.parse({ fact: 'company', mode: 'overwrite', field: 'company', ...one })),
    FIELDS,
  ).map((one) => one.says);

it('takes a fact into a field of its kind', () => {
  expect(says({}, { fact: 'influence', field: 'score' })).toEqual([]);
});

it.each([
  ['nothing_like_it', /no such contact field/],
  ['created', /only be read/],
  ['kith_headline', /Kith’s own/],
  ['email', /who the person is/],
  ['firstname', /who the person is/],
  ['FirstName', /who the person is/],
  ['hs_additional_emails', /who the person is/],
  ['score', /holds a number and cannot take the company/],
  ['lifecycle', /holds a choice/],
])('refuses %s, and says why', (name, why) => {
  expect(says({ field: name })).toEqual([expect.stringMatching(why)]);
});

it('refuses a second mapping of one field', () => {
  expect(says({}, { fact: 'title' })).toEqual(['Two mappings write this field: keep one.']);
});

it('refuses a link into a number', () => {
  expect(says({ fact: 'influence', field: 'score', mode: 'link' })).toEqual([
    '“SCORE” holds a number and cannot take a link.',
  ]);
});
