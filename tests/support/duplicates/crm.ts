import { otherForms } from '../../../src/core/identity/matcher/folding.ts';
import { digitsOf, drawn, oneOf, randomFrom, upTo } from './draw.ts';
import type { Random } from './draw.ts';
import { namesOf, placesOf, rareFamily } from './names.ts';
import { slip } from './slips.ts';

export const CRM_HEADER = ['given', 'family', 'email', 'phone', 'company', 'city'] as const;
const DOMAINS = ['gmail.com', 'outlook.com', 'yahoo.com'] as const;

/**
 * `count` records of a CRM, one after another, a sixth of them copies with slips, nicknames, gaps and other addresses.
 * The last cell is the number of the person.
 */
export function* crmRecords(count: number, seed = 1): Generator<readonly string[]> {
  const random = randomFrom(seed);
  const names = namesOf(40_000, 30);
  const company = drawn(
    Array.from({ length: 60_000 }, (_, n) => `${rareFamily(n * 3)} ${n % 3 === 0 ? 'labs' : 'group'}`),
    200,
  );
  const city = drawn(
    placesOf(4000).map(([place]) => place),
    30,
  );
  let last: readonly string[] = [];
  for (let n = 0, person = 0; n < count; n++) {
    if (n > 0 && random() < 0.17) {
      yield [...copyOf(last, random), String(person)];
      continue;
    }
    const [given, family, employer] = [names.given(random), names.family(random), company(random)];
    const domain = random() < 0.3 ? oneOf(DOMAINS, random) : `${employer.replace(' ', '')}.com`;
    const email = `${given}.${family}${random() < 0.5 ? upTo(90, random) : ''}@${domain}`;
    last = [given, family, email, `+44${digitsOf(upTo(1e9, random), 10)}`, employer, city(random)];
    person++;
    yield [...last.map((cell, at) => (at > 1 && random() < 0.12 ? '' : cell)), String(person)];
  }
}

function copyOf(record: readonly string[], random: Random): readonly string[] {
  const [given = '', ...others] = record;
  const forms = [...otherForms(given)];
  const called = random() < 0.15 && forms.length > 0 ? oneOf(forms, random) : given;
  return [called, ...others].map((cell, at) => {
    const roll = random();
    if (at > 1 && roll < 0.2) return '';
    return roll > 0.9 ? slip(cell, random) : cell;
  });
}
