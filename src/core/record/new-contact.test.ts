import { describe, expect, it } from 'vitest';
import { account } from '../../../tests/support/world.ts';
import { statedPersonOf } from './new-contact.ts';

const page = (url: string, where: 'link' | 'third party') => ({ url, where, proven: false });

describe('what a contact is made of', () => {
  it('is what the profile states', () => {
    const ada = account('bluesky', '1', {
      ...{ handle: 'ada.example', name: 'Ada Lovelace', emails: ['ada@analytical.example'] },
      ...{ employer: ' Analytical\nEngines ', title: 'Programmer' },
      states: [page('https://github.com/ada', 'link'), page('https://ada.example/', 'link')],
    });
    expect(statedPersonOf(ada)).toEqual({
      ...{ name: { first: 'Ada', last: 'Lovelace' }, email: 'ada@analytical.example' },
      ...{ company: 'Analytical Engines', title: 'Programmer', website: 'https://ada.example/' },
      url: 'https://bsky.app/profile/ada.example',
    });
  });

  it('is no more than a handle and an address where nothing is stated', () => {
    const nobody = account('bluesky', '1', { handle: 'engine', name: '🚀', location: 'London' });
    expect(statedPersonOf(nobody)).toEqual({ name: { last: 'engine' }, url: nobody.url });
  });

  it('is nothing that others wrote about them', () => {
    const told = account('bluesky', '1', { states: [page('https://gossip.example/', 'third party')] });
    expect(statedPersonOf(told)).not.toHaveProperty('website');
  });
});
