import { describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { contact, profile } from '../../../tests/support/people.ts';
import type { Profile } from '../profile.ts';
import { deriveLinks } from './derive.ts';
import type { HandleHolder } from './handle-holders.ts';
import type { Link } from './link.ts';
import { countsAmong } from './matcher/counts-among.ts';
import { SHIPPED } from './matcher/shipped.ts';

const ada = contact({ company: 'Northwind', handles: ['github:adaq'] });
const told = { name: 'Ada Quist', employer: 'Northwind' };
const account = (id: string, handle: string, more: Partial<Profile> = {}) =>
  profile('github', id, { handle, url: `https://github.com/${handle}`, ...told, ...more });
const held = ({ network, id }: Profile, handle: string, day: number, still: boolean): HandleHolder => ({
  ...{ network, id, handle, still },
  since: new Date(Date.UTC(2026, 4, day)),
});

function links(profiles: readonly Profile[], holders: readonly HandleHolder[]): Record<string, Link> {
  const matching = { model: SHIPPED, counts: countsAmong([ada], profiles), holders };
  const derived = deriveLinks(ada, profiles, ADDRESS_GRAMMARS, [], matching);
  return Object.fromEntries(derived.map((link) => [link.profile, link]));
}
const says = (link: Link | undefined) => link?.evidence.map((one) => one.says).join(' ') ?? '';

describe('a handle that the CRM names', () => {
  it('leads to who has it, as long as nobody else had', () => {
    const one = account('1', 'adaq');
    expect(links([one], [held(one, 'adaq', 1, true)])['1']?.status).toBe('auto');
  });

  it('leads to who had it, when they are called otherwise now: the link stays and says so', () => {
    const one = account('1', 'ada-of-northwind');
    const link = links([one], [held(one, 'adaq', 1, false), held(one, 'ada-of-northwind', 5, true)])['1'];
    expect(link?.status).toBe('auto');
    expect(says(link)).toContain('The CRM names a handle that this GitHub profile had before');
  });

  it('does not move a link to a stranger who took the handle over', () => {
    const [first, second] = [
      account('1', 'adaquist'),
      account('2', 'adaq', { name: 'Bo Ruiz', employer: 'Contoso' }),
    ];
    const holders = [
      held(first, 'adaq', 1, false),
      held(first, 'adaquist', 5, true),
      held(second, 'adaq', 6, true),
    ];
    const derived = links([first, second], holders);
    expect(derived['1']?.status).toBe('auto');
    expect(derived['2']?.status).toBe('rejected');
    expect(says(derived['2'])).toContain('Before May 6, 2026 another GitHub account had the handle adaq');
    expect(says(derived['2'])).not.toContain('The CRM names');
  });

  it('proves nothing of who took it over, whatever they call themselves', () => {
    const second = account('2', 'adaq');
    const holders = [
      { ...held(second, 'adaq', 1, false), id: account('1', 'x').id },
      held(second, 'adaq', 6, true),
    ];
    expect(says(links([second], holders)['2'])).not.toContain('The CRM names');
  });

  it('is its domain’s, where the network proves domains: who controls it now is meant', () => {
    const sky = (id: string, handle: string) =>
      profile('bluesky', id, { ...told, handle, domain: handle, url: `https://bsky.app/profile/${handle}` });
    const [old, now] = [sky('did:plc:1', 'old.example'), sky('did:plc:2', 'quist.example')];
    const holders = [held(old, 'quist.example', 1, false), held(now, 'quist.example', 6, true)];
    const link = links([old, now], holders)['did:plc:2'];
    expect(link?.status).toBe('auto');
    expect(link?.evidence[0]?.tier).toBe('verified');
  });
});
