import type { Field } from './names.ts';

/** What Salesforce keeps in a field; null empties it. */
export type Value = string | number | null;

/** A field of type URL holds so much. */
const ADDRESS = 255;

/** A value as the field takes it: cut to its length, and nothing where it would be refused. */
export function valueOf(field: Field, value: string | number | null | undefined): Value {
  if (value === undefined || value === null || value === '') return null;
  switch (field.kind) {
    case 'text': {
      return cut(String(value), field.length);
    }
    case 'address': {
      // Half an address leads nowhere.
      return String(value).length <= ADDRESS ? value : null;
    }
    case 'percent': {
      return Math.round(Number(value) * 10_000) / 100;
    }
    case 'choice': {
      return field.values.includes(String(value)) ? value : null;
    }
    default: {
      return value;
    }
  }
}

/** The beginning of a text, in UTF-16 units as Salesforce counts, without half a character at its end. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
