import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import { updateContacts } from './api.ts';
import { valuesOf } from './fields.ts';
import { GONE, NO_SUCH_PROPERTY } from './refusals.ts';
import type { WireTrouble } from './refusals.ts';

/** Rows a batch could not finish for reasons of HubSpot's own: the batch is sent again, which changes nothing twice. */
const PASSING: ReadonlySet<string> = new Set([
  'INTERNAL_ERROR',
  'RATE_LIMITS',
  'TIMEOUT',
  'SERVICE_UNAVAILABLE',
]);

/**
 * Writes up to 100 patches of different contacts. A batch that HubSpot refuses as a whole is halved until the row at
 * fault stands alone, so that one contact's bad value keeps nobody else's from being written.
 * @throws Failure `rejected` when the portal no longer has Kith's properties.
 */
export async function writeBatch(
  session: CrmSession,
  patches: readonly Patch[],
): Promise<readonly PatchOutcome[]> {
  const rows = patches.map((patch) => ({ id: patch.contact, properties: valuesOf(patch) }));
  const sent = new Set(rows.flatMap(({ properties }) => Object.keys(properties)));
  const refused = refuser(sent);
  const result = await updateContacts(session, rows);
  if ('written' in result) {
    return patches.map(({ contact }) => {
      if (!result.written.has(contact)) return notWritten(contact, result.errors, refused);
      const at = result.written.get(contact);
      return { contact, outcome: 'written', ...(at && { at }) };
    });
  }
  if (result.refused === NO_SUCH_PROPERTY) {
    throw new Failure('rejected', `HubSpot no longer has Kith's properties (${NO_SUCH_PROPERTY})`);
  }
  const [first] = patches;
  if (first === undefined) return [];
  if (patches.length === 1) return [refused(first.contact, result.refused, result.properties)];
  const half = Math.ceil(patches.length / 2);
  return [
    ...(await writeBatch(session, patches.slice(0, half))),
    ...(await writeBatch(session, patches.slice(half))),
  ];
}

function notWritten(
  contact: ContactId,
  errors: readonly WireTrouble[],
  refused: ReturnType<typeof refuser>,
): PatchOutcome {
  const about = errors.find(({ context }) => Object.values(context).some((ids) => ids.includes(contact)));
  if (about === undefined) return refused(contact, 'no answer for this contact');
  if (PASSING.has(about.category)) {
    throw new Failure('unavailable', `HubSpot could not write all contacts (${about.category})`);
  }
  return about.category === GONE
    ? { contact, outcome: 'contact gone' }
    : refused(contact, about.category, about.properties);
}

/**
 * Says which of the sent fields it was, where HubSpot tells: a rule that an administrator set may refuse any value.
 * Other names in the refusal may be part of a value.
 */
function refuser(sent: ReadonlySet<string>) {
  return (contact: ContactId, says: string, properties: readonly string[] = []): PatchOutcome => {
    const at = properties.filter((name) => sent.has(name));
    const where = at.length === 0 ? '' : ` at ${at.join(', ')}`;
    return { contact, outcome: 'refused', says: `HubSpot: ${says}${where}` };
  };
}
