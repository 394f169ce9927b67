import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contact, profile } from '../../../tests/support/people.ts';
import { GITHUB, SITE, derive, github, of, says, site } from '../../../tests/support/quist.ts';

describe('verified: both sides state it', () => {
  it('links the account that the website links to, and that links back', () => {
    const link = of(derive(contact({ website: SITE }), [site(), github()]), 'github');
    expect(link).toMatchObject({ status: 'auto', probability: 0.999 });
    expect(link.evidence[0]).toMatchObject({ tier: 'verified' });
    expect(says(link)).toContain('quist.example links to this GitHub account (rel=me), and it links back.');
  });

  it('does not call it verified when only one side links', () => {
    const link = of(derive(contact({ website: SITE }), [site(), github({ says: [] })]), 'github');
    expect(link.evidence.map((one) => one.tier)).not.toContain('verified');
    expect(link.probability).toBeLessThan(0.999);
  });

  it('never makes a company’s account the person', () => {
    const company = contact({ website: 'https://northwind.example', company: 'Northwind Traders' });
    const page = profile('website', 'northwind.example', { name: 'Northwind Traders', says: [GITHUB] });
    const account = github({ name: 'Northwind Traders', says: ['https://northwind.example'] });
    expect(of(derive(company, [page, account]), 'github').status).toBe('rejected');
  });

  it('takes the word of a profile that only the owner of the e-mail address can publish', () => {
    const gravatar = profile('gravatar', 'abc', {
      emails: ['ada@quist.example'],
      keyedBy: 'ada@quist.example',
      name: 'Ada Quist',
    });
    const proven = {
      ...gravatar,
      states: [{ url: GITHUB, where: 'verified account', proven: true } as const],
    };
    const links = derive(contact(), [proven, github({ says: [] })]);
    expect(of(links, 'gravatar').status).toBe('auto');
    expect(of(links, 'github')).toMatchObject({ status: 'auto', probability: 0.999 });
  });

  it('takes the word of a profile that only the owner of the phone number can write from', () => {
    const whatsapp = profile('whatsapp', '4721987654', { keyedBy: '+4721987654', name: 'Ada' });
    for (const phones of [['+47 21 98 76 54'], ['21 98 76 54'], ['0047 21987654']]) {
      const link = of(
        derive(contact({ emails: [], phones, location: 'Oslo, Norway' }), [whatsapp]),
        'whatsapp',
      );
      expect(link, phones[0]).toMatchObject({ status: 'auto', probability: 0.999 });
      expect(says(link)).toContain(
        "Only the owner of the contact's phone number can write from this WhatsApp profile.",
      );
    }
  });

  it('does not take a number that only ends alike, nor one of somebody with another name', () => {
    const whatsapp = profile('whatsapp', '4721987654', { keyedBy: '+4721987654', name: 'Ada' });
    const british = profile('whatsapp', '442079460958', { keyedBy: '+442079460958', name: 'Ada' });
    const nowhere = of(derive(contact({ emails: [], phones: ['020 7946 0958'] }), [british]), 'whatsapp');
    expect(nowhere.evidence.map(({ tier }) => tier)).not.toContain('verified');
    expect(says(nowhere)).toContain("shows the contact's phone number");
    const dane = contact({ emails: [], phones: ['+45 21 98 76 54'] });
    expect(says(of(derive(dane, [whatsapp]), 'whatsapp'))).not.toContain('Only the owner');
    const other = contact({ name: 'Bo Ruiz', emails: [], phones: ['+4721987654'] });
    expect(of(derive(other, [{ ...whatsapp, name: 'Ada Quist' }]), 'whatsapp').status).not.toBe('auto');
  });

  it('takes a proven domain that is the contact’s own, if the names agree', () => {
    const told = {
      handle: 'quist.example',
      domain: 'quist.example',
      url: 'https://bsky.app/profile/quist.example',
    };
    const bluesky = profile('bluesky', 'did:plc:abc', { ...told, name: 'Ada Quist' });
    expect(of(derive(contact(), [bluesky]), 'bluesky').status).toBe('auto');
    const elsewhere = contact({ emails: [], website: 'www.quist.example/about/ada?from=crm' });
    expect(of(derive(elsewhere, [bluesky]), 'bluesky').status).toBe('auto');
    const shop = profile('bluesky', 'did:plc:abc', { ...told, name: 'Quist & Sons Bakery' });
    expect(of(derive(contact(), [shop]), 'bluesky').status).not.toBe('auto');
  });
});

describe('stated: one side says so', () => {
  it('links a profile that the CRM names and whose name agrees: two fields that do not depend on each other', () => {
    const link = of(derive(contact({ handles: [GITHUB] }), [github({ says: [] })]), 'github');
    expect(link.status).toBe('auto');
    expect(link.probability).toBeGreaterThanOrEqual(0.99);
    expect(link.probability).toBeLessThan(0.999);
  });

  it('only asks when the profile that the CRM names shows no name', () => {
    const nameless = github({
      says: [],
      name: undefined as never,
      handle: 'nn42',
      url: 'https://github.com/nn42',
    });
    const link = of(derive(contact({ handles: ['https://github.com/nn42'] }), [nameless]), 'github');
    expect(link.status).not.toBe('auto');
  });

  it('does not believe the CRM against the profile’s own name', () => {
    const link = of(
      derive(contact({ handles: [GITHUB] }), [github({ says: [], name: 'Bo Ruiz' })]),
      'github',
    );
    expect(link.status).not.toBe('auto');
    expect(says(link)).toContain('The profile is of Bo Ruiz; the contact is Ada Quist.');
  });
});

describe('what others wrote down', () => {
  const hearsay = (url: string) => ({ url, where: 'third party', proven: false }) as const;
  const ITEM = 'https://www.wikidata.org/wiki/Q4711';
  const item = profile('wikidata', 'Q4711', { url: ITEM, name: 'Ada Quist', says: [] });
  const named = contact({ handles: [ITEM], website: SITE });

  it('proves nothing, though the account links back to where it is written', () => {
    const told = { ...item, states: [hearsay(GITHUB)] };
    const link = of(derive(named, [told, github({ says: [ITEM] })]), 'github');
    expect(link.evidence.map(({ tier }) => tier)).not.toContain('verified');
    expect(says(link)).toContain(
      'Wikidata names this GitHub profile; what stands there is written by others.',
    );
  });

  it('weighs less than the same words of the person', () => {
    const bits = (where: 'link' | 'third party') => {
      const told = { ...item, states: [{ ...hearsay(GITHUB), where }] };
      const { evidence } = of(derive(named, [told, github({ says: [] })]), 'github');
      return evidence.find(({ field }) => field === 'address')?.bits ?? 0;
    };
    expect(bits('third party')).toBeLessThan(bits('link') / 2);
    expect(bits('third party')).toBeGreaterThan(0);
  });

  it('says nothing where nobody says that it is about the contact', () => {
    const told = { ...item, states: [hearsay(GITHUB)] };
    const link = of(derive(contact(), [told, github({ says: [] })]), 'github');
    expect(says(link)).not.toContain('Wikidata names');
  });
});

describe('a name alone', () => {
  const who = contact({ company: 'Northwind Traders', location: 'Oslo, Norway' });

  it('never links: the namesake is refused with the reason', () => {
    const namesake = github({ says: [], employer: 'Contoso', location: 'Sydney, Australia' });
    const link = of(derive(who, [namesake]), 'github');
    expect(link).toMatchObject({ status: 'rejected', decidedBy: 'Kith' });
    expect(says(link)).toContain('The profile works at Contoso; the contact at Northwind Traders.');
    expect(says(link)).toContain('Only a name led here');
  });

  it('never links, however rare it is', () => {
    const name = fc.constantFrom('Ada Quist', 'Quist, Ada', 'Ada M. Quist', 'A. Quist');
    const handle = fc.constantFrom('aquist', 'adaquist', 'ada-quist', 'quist');
    fc.assert(
      fc.property(name, handle, (shown, at) => {
        const link = of(derive(who, [github({ says: [], name: shown, handle: at })]), 'github');
        expect(link.status).not.toBe('auto');
      }),
    );
  });
});
