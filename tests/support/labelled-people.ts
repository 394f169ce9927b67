import { label } from '../../src/cli/evaluate/labelled.ts';
import type { Labelled } from '../../src/cli/evaluate/labelled.ts';
import { otherForms } from '../../src/core/identity/matcher/folding.ts';
import { numbers, person } from '../bench/people.ts';
import type { Person } from '../bench/people.ts';

type Contact = Labelled['contacts'][number];
type Profile = Labelled['profiles'][number];

/** How untidy the people are: the share of fields that are missing, and of those that say something else. */
export interface Untidiness {
  readonly missing: number;
  readonly wrong: number;
  /** How many people without a contact there are for each one with. */
  readonly strangers: number;
}

const NETWORKS = { linkedin: 0.6, x: 0.5, bluesky: 0.25, github: 0.2 } as const;
const TITLES = ['engineer', 'consultant', 'sales manager', 'founder', 'head of marketing', 'journalist'];

/**
 * People that do not exist: contacts as a CRM has them and accounts on four networks, with the truth about who is who.
 * Namesakes, nicknames, slips of the pen, pseudonyms, former employers and missing fields; the same seed, the same people.
 */
export function labelledPeople(count: number, untidy: Untidiness, seed = 1): Labelled {
  const random = numbers(seed);
  const contacts: Contact[] = [];
  const profiles: Profile[] = [];
  const truth: Labelled['truth'][number][] = [];
  for (let n = 0; n < count * (1 + untidy.strangers); n++) {
    const one = { ...person(random), title: pick(TITLES, random) };
    const own = accountsOf(one, n, untidy, random);
    profiles.push(...own);
    if (n >= count) continue;
    contacts.push(contactOf(one, n, untidy, random));
    truth.push(...own.map(({ id }) => ({ contact: `C${n}`, profile: id })));
  }
  return label({ contacts, profiles, truth });
}

type Someone = Person & { readonly title: string };
type Random = () => number;

function contactOf(one: Someone, n: number, { missing, wrong }: Untidiness, random: Random): Contact {
  const employer = random() < wrong ? person(random).employer : one.employer;
  const known = (text: string) => (random() < missing ? '' : text);
  const domain = random() < 0.3 ? 'gmail.com' : `${employer.toLowerCase().replaceAll(' ', '')}.example`;
  return {
    id: `C${n}`,
    name: `${capital(givenIn(one, random))} ${capital(slip(one.family, random))}`,
    email: known(`${mailbox(one, n, random)}@${domain}`),
    phone: '',
    company: known(employer),
    title: known(one.title),
    website: '',
    location: known(one.town),
    handles: [],
  };
}

function accountsOf(one: Someone, n: number, untidy: Untidiness, random: Random): Profile[] {
  return Object.entries(NETWORKS).flatMap(([network, share]) => {
    if (random() > share) return [];
    const hidden = random() < untidy.wrong;
    const known = (text: string) => (random() < untidy.missing ? '' : text);
    const employer = random() < untidy.wrong ? person(random).employer : one.employer;
    const family = random() < 0.15 ? one.family.slice(0, 1) : one.family;
    const says = random() < 0.5 ? `${one.title} at ${employer}` : `At ${employer}. Views my own.`;
    return [
      {
        id: `${network}${n}`,
        network,
        handle: hidden ? `${person(random).family}${n % 997}` : handle(one, n, random),
        name: `${capital(givenIn(one, random))} ${capital(family)}`,
        bio: known(says),
        location: known(one.town),
        website: random() < 0.15 ? `https://${one.given}${one.family}.example` : '',
        links: [],
      },
    ];
  });
}

function givenIn({ given }: Person, random: Random): string {
  const forms = [...otherForms(given)].filter((form) => form.length > 2);
  const roll = random();
  if (roll < 0.12 && forms.length > 0) return pick(forms, random);
  return roll > 0.95 ? given.slice(0, 1) : given;
}

/** A letter is lost or doubled, now and then. */
function slip(word: string, random: Random): string {
  const at = Math.floor(random() * word.length);
  const roll = random();
  if (roll < 0.03) return word.slice(0, at) + word.slice(at + 1);
  return roll < 0.06 ? word.slice(0, at) + word.charAt(at) + word.slice(at) : word;
}

function mailbox({ given, family }: Person, n: number, random: Random): string {
  return pick([`${given}.${family}`, `${given.slice(0, 1)}${family}`, `${given}${n % 100}`, family], random);
}

function handle({ given, family }: Person, n: number, random: Random): string {
  const initial = given.slice(0, 1) + family;
  return pick(
    [`${given}${family}`, `${given}-${family}`, initial, `${given}${n % 100}`, `${family}${given}`],
    random,
  );
}

const pick = (some: readonly string[], random: Random) => some[Math.floor(random() * some.length)] ?? '';
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
