import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { contact, profile } from '../../../tests/support/people.ts';
import type { Contact } from '../contact.ts';
import type { Profile } from '../profile.ts';
import { plan } from './plan.ts';

const questions = (who: Contact, seen: readonly Profile[] = [], asked: readonly string[] = []) =>
  plan(who, seen, new Set(asked), ADDRESS_GRAMMARS);
const addresses = (who: Contact, seen?: readonly Profile[]) =>
  questions(who, seen).flatMap((one) => (one.ask === 'address' ? [`${one.network}:${one.handle}`] : []));

describe('what is worth asking', () => {
  it('is first what the CRM names', () => {
    const who = contact({
      emails: [],
      website: 'www.quist.example',
      handles: ['twitter:@Ada_Quist', 'rubbish'],
    });
    expect(addresses(who)).toEqual(['x:ada_quist', 'website:quist.example', 'bluesky:quist.example']);
  });

  it('is the own domain as a handle, only where domains are handles, and never a mail provider’s', () => {
    expect(addresses(contact({ emails: ['ada@quist.example'] }))).toEqual(['bluesky:quist.example']);
    expect(addresses(contact({ emails: ['ada@gmail.com'] }))).toEqual([]);
  });

  it('is what profiles seen so far state, each once', () => {
    const github = profile('github', '1', {
      name: 'Ada Quist',
      bio: 'toots @ada@social.example, github.com/ada',
    });
    const site = profile('website', 'quist.example', {
      says: ['https://github.com/Ada', 'https://x.com/ada'],
    });
    expect(addresses(contact({ emails: [] }), [github, site])).toEqual([
      'fediverse:ada@social.example',
      'github:ada',
      'x:ada',
    ]);
  });

  it('is not the trail of a profile that is plainly another person’s', () => {
    const other = profile('github', '1', { name: 'Bo Ruiz', says: ['https://ruiz.example'] });
    expect(addresses(contact({ emails: [] }), [other])).toEqual([]);
  });

  it('is not a profile that is known already', () => {
    const known = profile('github', '1', { handle: 'ada', name: 'Ada Quist' });
    expect(addresses(contact({ emails: [], handles: ['github:ada'] }), [known])).toEqual([]);
  });

  it('is the name, when it is a whole one', () => {
    const named = (name: string) =>
      questions(contact({ name, emails: [] })).some(({ ask }) => ask === 'name');
    expect(named('Ada Quist')).toBe(true);
    expect(named('Dr. Quist')).toBe(false);
    expect(named('Ada')).toBe(false);
  });

  it('is nothing for a contact of whom nothing is known', () => {
    expect(questions({ ...contact({ emails: ['not a mail address'] }), name: ' ' })).toEqual([]);
  });
});

it('never asks again what was asked, and never the same twice', () => {
  const who = contact({ website: 'quist.example', handles: ['github:ada', 'https://github.com/Ada/'] });
  const all = questions(who);
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  fc.assert(
    fc.property(fc.subarray([...all]), (asked) => {
      const keys = asked.map(({ key }) => key);
      expect(questions(who, [], keys)).toEqual(all.filter(({ key }) => !keys.includes(key)));
    }),
  );
});

it('is everything at once, of who is asked so: not by a name alone, and not where somebody was found', () => {
  const sought = (who: Contact, seen?: readonly Profile[]) =>
    questions(who, seen).flatMap((one) =>
      one.ask === 'person' && one.network === 'github' ? [one.sought] : [],
    );
  const who = contact({
    name: 'Ada Quist',
    company: 'Acme',
    emails: ['ada@quist.example'],
    handles: ['gh:ada'],
  });
  expect(sought(who)).toEqual([
    {
      name: 'Ada Quist',
      company: 'Acme',
      emails: ['ada@quist.example'],
      pages: ['https://github.com/ada', 'https://bsky.app/profile/quist.example'],
    },
  ]);
  const named = contact({ name: 'Ada Quist', emails: [], handles: [] });
  expect(sought({ ...named, company: 'Acme' })).toEqual([
    { name: 'Ada Quist', company: 'Acme', emails: [], pages: [] },
  ]);
  expect(sought(named)).toEqual([]);
  expect(sought({ ...named, name: 'Ada', company: 'Acme' })).toEqual([]);
  expect(sought(who, [profile('github', '1', {})])).toEqual([]);
});
