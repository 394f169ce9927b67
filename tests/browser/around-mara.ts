import type { Contact } from '../../src/core/contact.ts';
import { ContactId, ProfileId } from '../../src/core/ids.ts';
import type { OpenDeal } from '../../src/core/influence/neighbourhood/deal.ts';
import type { NeighbourhoodFacts, Tie } from '../../src/core/influence/neighbourhood/facts.ts';
import { NOW, contact } from './hand-made.ts';
import { NETWORK } from './neighbourhood.ts';

const key = (name: string) => ProfileId.parse(`did:plc:${name}`);

/** Somebody answered somebody, so many times, the last time so many days ago. */
function answered(giver: string, receiver: string, posts: number, days: number): Tie {
  const at = (more: number) => new Date(NOW.getTime() - (days + more) * 86_400_000);
  const url = (n: number) => `https://bluesky.example/${giver}/to-${receiver}-${n}`;
  return {
    ...{ network: NETWORK, giver: key(giver), receiver: key(receiver), volume: posts, posts, lastAt: at(0) },
    evidence: [0, 1, 2]
      .slice(0, posts)
      .map((n) => ({ url: url(n), kind: 'reply' as const, publishedAt: at(n) })),
  };
}

/** Who is around Mara: colleagues who answer her, a stranger who passes her on, and somebody with a name of another script. */
export function aroundMara(mara: Contact): NeighbourhoodFacts {
  const known: Readonly<Record<string, Contact>> = {
    mara,
    tomas: contact('201', 'Tomas Berg', { company: 'Harbour Bank', title: 'CIO' }),
    yuki: contact('202', '佐藤 由紀', { company: '株式会社みなと便' }),
    ines: contact('203', 'Inês Duarte', { emails: ['ines@porto-cargo.example'] }),
    kofi: contact('204', 'Kofi Mensah-Oppenheimer of the Northern Freight Board', {
      company: 'Harbour Bank',
    }),
  };
  const names = ['mara', 'tomas', 'yuki', 'ines', 'kofi', 'stranger'];
  const contacts = Object.values(known);
  return {
    ...{ contact: mara, contacts, own: [{ network: NETWORK, id: key('mara') }] },
    ties: [
      answered('tomas', 'mara', 5, 2),
      answered('yuki', 'mara', 2, 1),
      answered('stranger', 'mara', 6, 4),
      answered('ines', 'stranger', 4, 9),
      answered('kofi', 'tomas', 7, 3),
      answered('kofi', 'mara', 1, 20),
    ],
    profiles: names.map((name) => ({
      ...{
        network: NETWORK,
        id: key(name),
        handle: `${name}.example`,
        url: `https://bluesky.example/${name}`,
      },
      ...{ standing: 'active', reserved: false, contacts: known[name] ? [known[name].id] : [] },
      ...(name === 'stranger' && { name: 'A port worker' }),
    })),
  };
}

/** Deals of theirs, as a CRM has them. */
export const DEALS: readonly OpenDeal[] = [
  {
    contact: ContactId.parse('202'),
    id: '9',
    title: 'Label printers',
    stage: 'Presentation scheduled',
    amount: { value: 18_500, currency: 'EUR' },
    url: 'https://crm.example/9',
  },
  {
    contact: ContactId.parse('204'),
    id: '10',
    title: 'Core renewal',
    stage: 'Contract sent',
    amount: { value: 120_000, currency: 'EUR' },
    url: 'https://crm.example/10',
  },
];
