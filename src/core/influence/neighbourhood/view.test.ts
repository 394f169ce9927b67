import { describe, expect, it } from 'vitest';
import { NETWORK, TERMS, facts, known, tie } from '../../../../tests/support/neighbours.ts';
import { AT } from '../../../../tests/support/people.ts';
import type { OpenDeal } from './deal.ts';
import type { NeighbourhoodFacts } from './facts.ts';
import { neighbourhoodView, reachedIn } from './view.ts';
import type { Deals } from './view.ts';
import { Neighbourhood } from './neighbourhood.ts';

const mara = known('mara', { name: 'mara' });
const tom = known('tom', { company: 'Berg AG' });
const ina = known('ina', { emails: ['ina@harbour.example'] });
const oleg = known('oleg', { emails: ['oleg@gmail.com'] });

const deal = (contact: typeof tom, id: string, amount?: OpenDeal['amount']): OpenDeal => ({
  ...{ contact: contact.id, id, title: `Deal ${id}`, url: `https://crm.example/${id}` },
  ...(amount && { amount }),
});

function view(given: NeighbourhoodFacts, deals: Deals = { open: [] }, terms = TERMS) {
  const context = {
    titles: new Map([[NETWORK as string, 'Chirp']]),
    terms: new Map([[NETWORK, terms]]),
    now: AT,
  };
  return Neighbourhood.parse(neighbourhoodView(given, reachedIn(given, context), deals, context));
}

describe('whom a person reaches, as it is told', () => {
  const ties = [tie('tom', 'mara', 2), tie('ina', 'mara', 5), tie('oleg', 'ina', 5)];
  const given = facts(mara, ties, [tom, ina, oleg]);

  it('names contacts and accounts, and puts whoever has an open deal before who is reached more strongly', () => {
    const told = view(given, { open: [deal(tom, '1', { value: 12_000, currency: 'EUR' })] });
    expect(told.people.map(({ name, account, strength }) => [name, account, strength])).toEqual([
      ['tom', 'Berg AG', 'fair'],
      ['ina', 'harbour.example', 'strong'],
      ['oleg', undefined, 'slight'],
    ]);
    expect(told.says).toEqual([
      'What mara says reaches 3 contacts at 2 accounts: tom, ina and oleg.',
      'One of them has 1 open deal, EUR 12,000.',
      'Seen in 3 public posts. Answers, quotes and mentions that are kept show it; who only reads is not seen.',
    ]);
    expect(told.people.map(({ says }) => says)).toEqual([
      'Turns to them now and then',
      'Turns to them often',
      'Only by way of others',
    ]);
    expect(told.people[0]?.deals).toMatchObject([{ title: 'Deal 1', worth: 'EUR 12,000' }]);
  });

  it('tells of each way who turned to whom, how often, and in which posts', () => {
    expect(view(given).people.find(({ name }) => name === 'oleg')?.paths).toEqual([
      {
        steps: [
          {
            networkTitle: 'Chirp',
            from: { name: 'ina', handle: '@ina', url: 'https://chirp.example/ina', contact: 'ina' },
            to: { name: 'mara', handle: '@mara', url: 'https://chirp.example/mara', contact: 'mara' },
            says: 'ina answered mara 5 times, last on November 1, 2026.',
            posts: [
              { url: 'https://chirp.example/ina/to-mara', kind: 'reply', publishedAt: AT.toISOString() },
            ],
          },
          expect.objectContaining({ says: 'oleg answered ina 5 times, last on November 1, 2026.' }),
        ],
      },
    ]);
  });

  it('counts a deal once that stands at two people, and currencies apart', () => {
    const both = (id: string) => [
      deal(tom, id, { value: 10, currency: 'EUR' }),
      deal(ina, id, { value: 10, currency: 'EUR' }),
    ];
    const told = view(given, {
      open: [...both('1'), deal(ina, '2', { value: 7.5, currency: 'USD' }), deal(ina, '3')],
    });
    expect(told.says[1]).toBe('2 of them have 3 open deals, EUR 10 and USD 7.50 together.');
  });

  it('says nothing of deals where the CRM did not, but why', () => {
    const told = view(given, { trouble: 'The CRM is slow to answer.' });
    expect(told.says.join(' ')).not.toMatch(/deal/);
    expect(told.troubles).toEqual(['The CRM is slow to answer.']);
  });

  it('says that too little is known where hardly anybody turned to them, and shows what there is', () => {
    const told = view(facts(mara, [tie('tom', 'mara', 1)], [tom]));
    expect(told).toMatchObject({ known: false, people: [{ name: 'tom', strength: 'slight' }] });
    expect(told.says[0]).toMatch(/^Too little is known/);
    expect(view(facts(mara, [], []))).toMatchObject({ known: false, people: [] });
    expect(view({ ...facts(mara, [], []), own: [] }).says).toEqual([
      'No profile of mara is linked of which may be said whom it reaches.',
    ]);
  });

  it('keeps to the terms: no figures where none may be made, no strangers where people must have agreed', () => {
    const byStranger = facts(
      mara,
      [tie('passer', 'mara', 9), tie('tom', 'passer', 9), tie('ina', 'mara', 3)],
      [tom, ina],
    );
    const names = (terms: Partial<typeof TERMS>) =>
      view(byStranger, {}, { ...TERMS, ...terms }).people.map(({ name }) => name);
    expect(names({})).toEqual(['ina', 'tom']);
    expect(names({ needsConsent: true })).toEqual(['ina']);
    expect(names({ onlyByEmail: true })).toEqual(['ina']);
    expect(names({ mayMatchOutside: false })).toEqual(['ina']);
    expect(names({ mayDerive: false })).toEqual([]);
  });

  it('shows nobody who fell silent or asked not to be shown', () => {
    for (const told of [{ reserved: true }, { standing: 'deactivated' }] as const) {
      expect(view(facts(mara, ties, [tom, ina, oleg], { ina: told })).people.map(({ name }) => name)).toEqual(
        ['tom'],
      );
      expect(view(facts(mara, ties, [tom, ina, oleg], { mara: told })).people).toEqual([]);
    }
  });
});
