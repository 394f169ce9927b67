import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, contact, profile } from '../../../tests/support/people.ts';
import { GITHUB, SITE, derive, github, of, site } from '../../../tests/support/quist.ts';
import type { Profile } from '../profile.ts';
import type { Verdict } from './link.ts';

describe('derivation is a function', () => {
  const everything = [
    site(),
    github(),
    profile('bluesky', 'did:plc:abc', { handle: 'ada.bsky.social', name: 'Ada Quist', says: [SITE] }),
    profile('x', 'ada_quist', { name: 'A. Quist' }),
  ];
  const who = contact({ website: SITE, handles: ['x:ada_quist'] });

  it('of what was seen, not of the order in which it was', () => {
    const expected = derive(who, everything);
    fc.assert(
      fc.property(fc.shuffledSubarray(everything, { minLength: everything.length }), (shuffled) => {
        expect(derive(who, shuffled)).toEqual(expected);
      }),
    );
  });

  it('in which a website that one side states counts once, however much the two addresses resemble each other', () => {
    const hers = contact({ website: 'https://ada.example/' });
    const states = [{ url: 'https://ada.example/', where: 'link', proven: false }] as const;
    const [link] = derive(hers, [profile('github', '7', { handle: 'ada', states: [...states] })]);
    const sites = link?.evidence.filter(({ field }) => field === 'website') ?? [];
    expect(sites.map(({ tier }) => tier)).toEqual(['stated']);
  });

  it('in which a website of theirs that others wrote onto a profile says less than one that it states itself', () => {
    const bits = (where: 'link' | 'third party') => {
      const states = [{ url: SITE, where, proven: false }];
      const [link] = derive(contact({ website: SITE }), [profile('github', '7', { handle: 'ada', states })]);
      return link?.evidence.find(({ tier, field }) => tier === 'stated' && field === 'website')?.bits ?? 0;
    };
    expect(bits('third party')).toBeGreaterThan(0);
    expect(bits('third party')).toBeLessThan(bits('link'));
  });

  it('in which the newest word on a profile counts, in whatever order the words come', () => {
    const [one] = everything;
    if (!one) throw new Error('nobody is weighed');
    const word = (says: Verdict['says'], minute: number): Verdict => ({
      ...{ contact: who.id, network: one.network, profile: one.id, says, by: 'Rosa' },
      at: new Date(AT.getTime() + minute * 60_000),
    });
    const said = [word('rejected', 1), word('withdrawn', 2), word('confirmed', 3)];
    const statusAfter = (words: readonly Verdict[]) =>
      derive(who, everything, words).find(({ profile }) => profile === one.id)?.status;
    expect([statusAfter(said), statusAfter(said.toReversed())]).toEqual(['confirmed', 'confirmed']);
  });

  it('in which a verdict that was withdrawn never was', () => {
    const before = derive(who, everything);
    const verdict = fc.record({
      which: fc.constantFrom(...everything),
      says: fc.constantFrom('confirmed', 'rejected') as fc.Arbitrary<Verdict['says']>,
      minute: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: 6 }), (said) => {
        const at = (minute: number) => new Date(AT.getTime() + minute * 60_000);
        const word = (one: Profile, what: Verdict['says'], minute: number): Verdict => ({
          contact: who.id,
          network: one.network,
          profile: one.id,
          says: what,
          by: 'Rosa',
          at: at(minute),
        });
        const verdicts = said.map((one) => word(one.which, one.says, one.minute));
        const withdrawn = said.map((one) => word(one.which, 'withdrawn', 2000));
        expect(derive(who, everything, [...verdicts, ...withdrawn])).toEqual(before);
      }),
    );
  });

  it('in which “not her” outlives any evidence, and takes with it what it alone vouched for', () => {
    const no: Verdict = {
      contact: who.id,
      network: site().network,
      profile: site().id,
      says: 'rejected',
      by: 'Rosa',
      at: AT,
    };
    const links = derive(who, everything, [no]);
    expect(of(links, 'website')).toMatchObject({ status: 'rejected', probability: 0, decidedBy: 'Rosa' });
    expect(of(links, 'github').evidence.map((one) => one.tier)).not.toContain('verified');
  });

  it('in which more that speaks for a link never lowers it', () => {
    const more: readonly ((one: Profile) => Profile)[] = [
      (one) => ({ ...one, name: 'Ada Quist' }),
      (one) => ({ ...one, employer: 'Northwind Traders' }),
      (one) => ({ ...one, location: 'Oslo, Norway' }),
      (one) => ({ ...one, emails: ['ada@quist.example'] }),
      (one) => ({ ...one, states: [...one.states, { url: SITE, where: 'link', proven: false }] }),
      (one) => ({ ...one, states: [...one.states, { url: SITE, where: 'link', proven: true }] }),
    ];
    const start = { name: undefined as never, says: [] };
    fc.assert(
      fc.property(
        fc.subarray([...more]),
        fc.constantFrom(...more),
        fc.boolean(),
        fc.boolean(),
        (had, extra, named, linked) => {
          const crm = {
            website: SITE,
            company: 'Northwind Traders',
            location: 'Oslo, Norway',
            handles: named ? [GITHUB] : [],
          };
          const seen = (one: Profile) => [site(linked ? {} : { says: [] }), one];
          const before = had.reduce((one, add) => add(one), github(start));
          const [less, not] = [before, extra(before)].map((one) =>
            of(derive(contact(crm), seen(one)), 'github'),
          );
          expect(not?.probability).toBeGreaterThanOrEqual(less?.probability ?? 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('in which a statement that is gone takes its evidence with it, and nothing else', () => {
    const withLink = of(derive(who, everything), 'github');
    const without = of(derive(who, [site({ says: [] }), ...everything.slice(1)]), 'github');
    expect(withLink.evidence.length).toBeGreaterThan(without.evidence.length);
    expect(without.evidence.every((one) => withLink.evidence.some((other) => other.says === one.says))).toBe(
      true,
    );
  });
});

it('gives a contact without name, mail or handles no link at all', () => {
  const nobody = contact({ name: undefined as never, emails: [] });
  expect(derive({ ...nobody }, [])).toEqual([]);
});
