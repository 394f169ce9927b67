import type { MappableFact, Mapping } from './settings.ts';

/** What has to be known of a CRM's field to judge a mapping. */
export interface MappableField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long text' | 'number' | 'date and time' | 'url' | 'choice' | 'yes or no';
  readonly writable: boolean;
  readonly ours: boolean;
}

/** Why a mapping is not accepted. */
export interface MappingTrouble {
  readonly field: string;
  readonly says: string;
}

const TEXTS = ['text', 'long text', 'url'] as const;
const KINDS = {
  company: TEXTS,
  title: TEXTS,
  place: TEXTS,
  website: TEXTS,
  bio: TEXTS,
  handle: TEXTS,
  influence: ['number', 'text', 'long text'],
} as const satisfies Record<MappableFact, readonly MappableField['kind'][]>;

/** Fields by which a CRM tells who somebody is and reaches them. Kith reads them as the CRM's word and never writes them. */
const IDENTITY =
  /^(?:(?:first|last|middle|full|maiden|given|family|sur|pref\w*)?name|salutation|suffix|\w*e?mails?|\w*emailaddress(?:es)?)$/;

/** Everything that speaks against the mappings; nothing when all may be kept. */
export function mappingTroubles(
  mappings: readonly Mapping[],
  fields: readonly MappableField[],
): readonly MappingTrouble[] {
  const known = new Map(fields.map((field) => [field.name, field]));
  const seen = new Set<string>();
  return mappings.flatMap((mapping) => {
    const twice = seen.has(mapping.field);
    seen.add(mapping.field);
    const says = twice
      ? 'Two mappings write this field: keep one.'
      : troubleOf(mapping, known.get(mapping.field));
    return says === undefined ? [] : [{ field: mapping.field, says }];
  });
}

function troubleOf({ fact, mode }: Mapping, field: MappableField | undefined): string | undefined {
  if (!field) return 'The CRM has no such contact field. Choose one of the list.';
  if (field.ours) return 'This field is Kith’s own and is written without a mapping.';
  if (!field.writable) return `“${field.label}” can only be read. Choose a field that can be written.`;
  if (isIdentity(field.name)) {
    return `“${field.label}” says who the person is. Kith reads it and never writes it.`;
  }
  const kinds: readonly string[] = mode === 'link' ? TEXTS : KINDS[fact];
  if (kinds.includes(field.kind)) return undefined;
  return `“${field.label}” holds a ${field.kind} and cannot take ${mode === 'link' ? 'a link' : `the ${fact}`}.`;
}

export const isIdentity = (name: string): boolean => IDENTITY.test(name.toLowerCase().replace(/[^a-z]/g, ''));

/** The same facts into the same fields in the same modes, in the same order. */
export function sameMappings(a: readonly Mapping[], b: readonly Mapping[]): boolean {
  const told = ({ fact, network, field, mode }: Mapping) => JSON.stringify([fact, network, field, mode]);
  return a.length === b.length && a.every((one, n) => b[n] !== undefined && told(one) === told(b[n]));
}
