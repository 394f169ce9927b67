import type { Kind } from './kinds.ts';
import { latin } from './plain.ts';

/** Read from the top; the first that fits decides. Words of a name stand with one space between. */
const NAMES: readonly (readonly [RegExp, Kind])[] = [
  [/\b(e ?mail|mail|courriel|correo)\b/, 'e-mail'],
  [/\b(phone|telephone|tel|mobile|cell|cellphone|fax|telefon|handy|telefono|msisdn)\b/, 'phone'],
  [
    /\b(soc|social|ssn|sin|nino|national|passport|tax|vat|nhs|medicare|licen[cs]e|iban|imei|vin|plate)\b/,
    'identifier',
  ],
  [/\b(dob|birth ?date|date of birth|birthday|born|geburtsdatum|date naissance|fecha nacimiento)\b/, 'date'],
  [/\b(dod|death ?date|date of death|died|date)\b/, 'date'],
  [/\b(post ?code|zip|zip ?code|postal|plz|cp|pincode)\b/, 'postcode'],
  [/\b(street ?(number|no|nr)|house ?(number|no|nr)|hausnummer|number|age|year|amount|price)\b/, 'number'],
  [/\b(address|addr|street|road|strasse|rue|calle|line ?\d)\b/, 'address'],
  [
    /\b(birth ?place|place of birth|city|town|suburb|place|locality|village|county|region|location|ort|stadt|ville|ciudad)\b/,
    'place',
  ],
  [/\b(company|employer|organi[sz]ation|org|firm|account|business|firma|societe|empresa)\b/, 'company'],
  [
    /\b(full ?name|(first|given|fore) ?(name)? and (sur|last|family) ?name|display ?name|contact ?name|person ?name)\b/,
    'full name',
  ],
  [/\b(first ?names?|given ?names?|fore ?names?|given|first|fname|vorname|prenom|nombre)\b/, 'given name'],
  [
    /\b(sur ?name|last ?name|family ?name|family|last|lname|nachname|familienname|apellidos?|nom)\b/,
    'family name',
  ],
  [/\b(middle|second) ?(name|initial)s?\b/, 'text'],
  [
    /\b(gender|sex|salutation|title|state|province|country|language|nationality|status|type|race|ethnicity)\b/,
    'code',
  ],
  [/\b(occupation|job|profession|role|position|beruf)\b/, 'text'],
  [/^(name|names|contact|person|client|customer)$/, 'full name'],
];

export function kindByName(name: string): Kind | undefined {
  const words = wordsOf(name);
  return NAMES.find(([pattern]) => pattern.test(words))?.[1];
}

const GROUPS =
  /\b(clusters?|groups?|entity|entities|label|truth|match|matches|golden|duplicate|duplicates|dup|dups)\b/;
const KEYS = /\b(id|ids|uid|uuid|guid|unique|rec|record|row|index|idx|key|pk|nr|serial|sequence|seq)\b/;

/** A key of rows, or a column that tells which rows are one: never evidence. What states issue to a person is. */
export function numbersRows(name: string): boolean {
  const words = wordsOf(name);
  if (GROUPS.test(words)) return true;
  const kind = kindByName(name);
  return KEYS.test(words) && (kind === undefined || kind === 'full name' || kind === 'company');
}

const wordsOf = (name: string): string =>
  latin(name.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
