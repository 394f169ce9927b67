import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import type { Contact } from '../contact.ts';
import { placeOf } from './matcher/place.ts';

/** Numbers are looked for in so much of a text. */
const LONGEST = 2_000;

/** A number as E.164 writes it, `+4721987654`; undefined for what is none, or whose country nobody says. */
function e164(text: string, country: CountryCode | undefined): string | undefined {
  const number = parsePhoneNumberFromString(text.slice(0, 60), country);
  return number?.isPossible() ? number.number : undefined;
}

/**
 * A contact's numbers as E.164 writes them, each once. Without a prefix they are of the country that the contact is in; those
 * are left out of which nobody says the country.
 */
export function phonesOf({ phones, location }: Pick<Contact, 'phones' | 'location'>): readonly string[] {
  const region = regionOf(placeOf(location ?? '').country);
  return [...new Set(phones.flatMap((one) => e164(one, region) ?? []))];
}

function regionOf(country: string | undefined): CountryCode | undefined {
  return /^[a-z]{2}$/i.test(country ?? '') ? (country?.toUpperCase() as CountryCode) : undefined;
}

/** The national part that two spellings of one number share, with or without the country's prefix. */
const ending = (number: string) => number.replace(/\D/g, '').slice(-9);

/** Shorter numbers are extensions or years. */
const LEAST = 8;

/**
 * Which of these numbers a text shows, as it is written there. With the country unknown the last nine digits decide.
 * @param country ISO 3166, small or capital letters; undefined where it is not known.
 */
export function phoneShown(text: string, numbers: readonly string[], country?: string): string | undefined {
  const region = regionOf(country);
  const known = numbers.map((one) => e164(one, region) ?? one).filter((one) => ending(one).length >= LEAST);
  if (known.length === 0) return undefined;
  const written = text.slice(0, LONGEST);
  const full = findPhoneNumbersInText(written, region).map(({ number, startsAt, endsAt }) => ({
    number: String(number.number),
    as: written.slice(startsAt, endsAt),
  }));
  const loose = [...written.matchAll(/\+?\d[\d\s().-]{6,18}\d/g)].map(([as]) => ({ number: as, as }));
  return [...full, ...loose].find(({ number }) => known.some((one) => ending(one) === ending(number)))?.as;
}
