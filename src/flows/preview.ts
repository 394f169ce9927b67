import { KITH_FIELDS } from '../core/record/patch.ts';
import type { KithFieldName } from '../core/record/patch.ts';
import type { ContactId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Governance, Waiting } from '../ports/governance.ts';
import type { Workspace } from '../ports/store.ts';
import { decideAll } from './mapped-values.ts';
import type { Decided } from './mapped-values.ts';

/** What the next write would do to one contact. */
export interface Foreseen {
  readonly contact: ContactId;
  readonly name?: string;
  readonly changes: readonly {
    readonly field: string;
    readonly label: string;
    /** Absent: the field is empty. */
    readonly from?: string;
    /** Absent: the field is emptied. */
    readonly to?: string;
  }[];
}

/** So many contacts are shown. */
const SHOWN = 20;

/**
 * Exactly what writing the outbox would do now to its first contacts, by what the CRM shows; nothing is written.
 * @param crm absent when it does not answer: then mapped fields are left out.
 */
export async function preview(
  w: Workspace,
  crm: Crm | undefined,
  { labels }: Governance,
  now: Date,
): Promise<readonly Foreseen[]> {
  const waiting = await w.outbox.peek(SHOWN);
  const decided = crm ? await decideAll(w, crm, waiting, now) : [];
  const foreseen: Foreseen[] = [];
  for (const one of waiting) {
    const contact = await w.contacts.find(one.contact);
    const written = await w.outbox.written(one.contact);
    const changes = [...ownChanges(one, written), ...mappedChanges(one.contact, decided, labels)];
    const name = contact?.name === undefined ? {} : { name: contact.name };
    if (changes.length > 0) foreseen.push({ contact: one.contact, ...name, changes });
  }
  return foreseen;
}

function ownChanges({ fields }: Waiting, written: Waiting['fields']): Foreseen['changes'] {
  return Object.entries(fields).map(([name, to]) => {
    const field = name as KithFieldName;
    return change(field, `Kith: ${KITH_FIELDS[field].label}`, textOf(written[field]), textOf(to));
  });
}

function mappedChanges(
  contact: ContactId,
  decided: readonly Decided[],
  labels: Readonly<Record<string, string>>,
): Foreseen['changes'] {
  return decided.flatMap((one) => {
    const { field, look, decision } = one;
    if (one.contact !== contact || !decision.write) return [];
    return [change(field, labels[field] ?? field, look.value, decision.write.value ?? undefined)];
  });
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? undefined : String(value);

function change(field: string, label: string, from: string | undefined, to: string | undefined) {
  return { field, label, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
