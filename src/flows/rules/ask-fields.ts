import { Failure, POLICY } from '../../core/failure.ts';
import type { ContactId } from '../../core/ids.ts';
import type { Crm } from '../../ports/crm.ts';

type Fields = Readonly<Record<string, string>>;

/** What the CRM says in the fields that rules ask for. */
export interface FieldAnswers {
  readonly of: ReadonlyMap<ContactId, Fields>;
  /** Fields that it does not show (any more), or why it shows none. */
  readonly lost: ReadonlySet<string> | string;
}

/**
 * Asks the CRM for these fields of these contacts, many together. One in which nobody has anything is looked for among its
 * fields: a field that is gone, or not shown to Kith, says as little as an empty one.
 * @throws Failure when asking again later can help.
 */
export async function askFields(
  crm: Crm,
  contacts: readonly ContactId[],
  fields: readonly string[],
): Promise<FieldAnswers> {
  if (contacts.length === 0 || fields.length === 0) return { of: new Map(), lost: new Set() };
  try {
    const of = await crm.values(contacts, fields);
    const silent = fields.filter((field) => [...of.values()].every((values) => values[field] === undefined));
    return { of, lost: silent.length === 0 ? new Set() : await lostOf(crm, silent) };
  } catch (error) {
    if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
    const none = new Map<ContactId, Fields>();
    if (error.kind !== 'rejected') return { of: none, lost: `The CRM ${POLICY[error.kind].say}.` };
    const lost = await lostOf(crm, fields);
    if (lost.size === 0) return { of: none, lost: `The CRM ${POLICY[error.kind].say}.` };
    const rest = fields.filter((field) => !lost.has(field));
    return { of: rest.length === 0 ? none : await crm.values(contacts, rest), lost };
  }
}

async function lostOf(crm: Crm, fields: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set((await crm.fields()).map(({ name }) => name));
  return new Set(fields.filter((field) => !there.has(field)));
}
