import type { ContactId } from '../../../src/core/ids.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import { PARENT } from './names.ts';
import type { Piece } from './pieces.ts';
import type { Trouble } from './refusals.ts';

/** The person is no longer there; of a lead, that it is a contact now. */
const GONE: ReadonlySet<string> = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'NOT_FOUND',
  'CANNOT_UPDATE_CONVERTED_LEAD',
]);
/** With these, a field is not there for the connecting user. */
const UNKNOWN_FIELD: ReadonlySet<string> = new Set([
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_TYPE',
]);

/** What became of a contact whose patch met with this trouble, or with none. */
export function outcomeOf(contact: ContactId, trouble: Trouble | undefined): PatchOutcome {
  if (trouble === undefined) return { contact, outcome: 'written' };
  // The same code says that a mapped look-up leads nowhere: then it names that field.
  const aboutPerson = trouble.fields.every((name) => PERSON.test(name));
  if (GONE.has(trouble.code) && aboutPerson) return { contact, outcome: 'contact gone' };
  const where = trouble.fields.length === 0 ? '' : ` at ${trouble.fields.join(', ')}`;
  return { contact, outcome: 'refused', says: `Salesforce: ${trouble.code}${where}` };
}

const PERSON = new RegExp(`^(Id|(kith__)?(${Object.values(PARENT).join('|')}))$`);

/** Whether the trouble is that a field of Kith's, or one of its objects, is not known: then everybody has it. */
export function saysNotInstalled({ code, fields, about }: Trouble, piece: Piece): boolean {
  if (!UNKNOWN_FIELD.has(code)) return false;
  const isRow = ROWS.test(piece.object);
  const ours = [piece.object, ...Object.keys(piece.values)].filter((name) => isRow || FIELDS.test(name));
  return [...fields, ...about].some((name) => ours.includes(name));
}

const ROWS = /^(kith__)?Social_/;
const FIELDS = /^(kith__)?Kith_/;
