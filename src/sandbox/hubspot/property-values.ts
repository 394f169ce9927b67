import type { Property } from './property.ts';
import { invalid } from './refusal.ts';

export function valueOf(property: Property | undefined, name: string, value: string): string {
  if (!property) throw badValue(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (property.calculated) throw badValue(name, 'READ_ONLY_VALUE', `"${name}" is a read only property`);
  if (value === '') return '';
  if (name === 'email') return email(value);
  if (property.options && !property.options.some((option) => option.value === value)) {
    throw badValue(name, 'INVALID_OPTION', `${value} was not one of the allowed options`);
  }
  return READERS[property.type]?.(name, value) ?? value;
}

const READERS: Partial<Record<Property['type'], (name: string, value: string) => string>> = {
  number: (name, value) => {
    if (/^-?\d+(\.\d+)?$/.test(value)) return value;
    throw badValue(name, 'INVALID_INTEGER', `${value} was not a valid number`);
  },
  datetime: (name, value) => {
    const at = new Date(/^\d+$/.test(value) ? Number(value) : value);
    if (Number.isNaN(at.getTime())) throw badValue(name, 'INVALID_DATE', `${value} was not a valid date`);
    return at.toISOString();
  },
  bool: (name, value) => {
    if (value === 'true' || value === 'false') return value;
    throw badValue(name, 'INVALID_OPTION', `${value} was not one of true, false`);
  },
};

function email(value: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value.toLowerCase();
  throw badValue('email', 'INVALID_EMAIL', `Email address ${value} is invalid`);
}

/** As HubSpot does: the code stands in the prose, as JSON. */
export function badValue(name: string, error: string, message: string): ReturnType<typeof invalid> {
  const detail = [{ isValid: false, message, error, name }];
  return invalid(`Property values were not valid: ${JSON.stringify(detail)}`, {
    errors: [{ message, code: error, context: { propertyName: [name] } }],
  });
}
