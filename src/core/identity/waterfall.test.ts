import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { AT, contact, profile } from '../../../tests/support/people.ts';
import type { Contact } from '../contact.ts';
import type { Profile } from '../profile.ts';
import { deriveLinks } from './derive.ts';
import type { Link } from './link.ts';

const derive = (who: Contact, profiles: readonly Profile[]) =>
  deriveLinks(who, profiles, ADDRESS_GRAMMARS, []);
const of = (links: readonly Link[], network: string) => {
  const link = links.find((one) => one.network === network);
  if (!link) throw new Error(`no link on ${network}`);
  return link;
};
const says = (link: Link) => link.evidence.map((one) => one.says).join(' ');

const GITHUB = 'https://github.com/aquist';
const SITE = 'https://quist.example';
const github = (more = {}) =>
  profile('github', '4711', { handle: 'aquist', url: GITHUB, name: 'Ada Quist', says: [SITE], ...more });

describe('fields that agree', () => {
  const who = contact({ company: 'Northwind Traders', location: 'Oslo, Norway' });
  const alike = github({ says: [], employer: 'Northwind Traders', location: 'Oslo' });

  it('link without asking when they are independent and make it 99 % likely', () => {
    expect(of(derive(who, [alike]), 'github')).toMatchObject({ status: 'auto', decidedBy: 'Kith' });
  });

  it('are not enough for an account that was only just opened: who copies a person has to begin somewhere', () => {
    const opened = (days: number) => ({ ...alike, since: new Date(AT.getTime() - days * 86_400_000) });
    expect(of(derive(who, [opened(3)]), 'github').status).toBe('suggested');
    expect(says(of(derive(who, [opened(3)]), 'github'))).toContain('opened 3 days before it was read');
    expect(of(derive(who, [opened(900)]), 'github').status).toBe('auto');
  });

  it('prove less when another profile fits as well', () => {
    const twin = profile('github', '4712', {
      handle: 'ada-quist',
      name: 'Ada Quist',
      employer: 'Northwind Traders',
    });
    const alone = of(derive(who, [alike]), 'github');
    const both = derive(who, [alike, twin]);
    expect(Math.max(...both.map((one) => one.probability))).toBeLessThan(alone.probability);
    expect(says(of(both, 'github'))).toMatch(/Another GitHub profile may be them instead/);
  });
});

describe('an address with a number in it', () => {
  it('names whose handle the number is, not whose account has that number', () => {
    const url = (user: string) => `https://stackoverflow.com/users/${user}`;
    const theirs = profile('stackexchange', '11683', {
      handle: '22656',
      url: url('22656'),
      name: 'Ada Quist',
    });
    const told = (user: string) =>
      says(of(derive(contact({ handles: [url(user)] }), [theirs]), 'stackexchange'));
    expect(told('22656')).toContain('The CRM names this');
    expect(told('11683')).not.toContain('The CRM names this');
  });
});

describe('the waterfall', () => {
  const who = contact({
    website: SITE,
    company: 'Northwind Traders',
    location: 'Oslo, Norway',
    handles: [GITHUB],
  });
  const told = fc.record({
    employer: fc.constantFrom('Northwind Traders', 'Contoso', undefined),
    location: fc.constantFrom('Oslo', 'Sydney, Australia', undefined),
    name: fc.constantFrom('Ada Quist', 'Bo Ruiz', 'A. Quist', undefined),
    says: fc.constantFrom([], [SITE]),
    handle: fc.constantFrom('aquist', 'adaquist', 'zz9'),
  });

  it('adds up: where it began and the bits of every reason are the log-odds of the link', () => {
    fc.assert(
      fc.property(told, ({ says: links, ...fields }) => {
        const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
        const link = of(derive(who, [github({ says: links, name: undefined as never, ...known })]), 'github');
        const bits = link.evidence.reduce((sum, one) => sum + (one.bits ?? 0), link.start?.bits ?? 0);
        expect(link.probability).toBeCloseTo(Math.min(0.998, 1 / (1 + 2 ** -bits)), 6);
      }),
    );
  });

  it('falls by what a piece of evidence weighed when that piece is gone', () => {
    const stranger = { says: [], name: 'Bo Ruiz', handle: 'zz9', url: 'https://github.com/zz9' };
    const one = contact({ company: 'Northwind Traders' });
    const full = of(derive(one, [github({ ...stranger, employer: 'Northwind Traders' })]), 'github');
    const less = of(derive(one, [github(stranger)]), 'github');
    const employer = full.evidence.find(({ field }) => field === 'employer')?.bits ?? 0;
    const odds = (p: number) => Math.log2(p / (1 - p));
    expect(employer).toBeGreaterThan(1);
    expect(odds(full.probability) - odds(less.probability)).toBeCloseTo(employer, 1);
  });
});
