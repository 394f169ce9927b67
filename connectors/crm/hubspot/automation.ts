import { z } from 'zod';
import { ContactId } from '../../../src/core/ids.ts';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import type { AutomationCall, AutomationOutcome } from '../../../src/ports/crm-items.ts';
import { isGenuineAction } from './signature.ts';

const Id = z
  .union([z.number().int(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{0,18}$/));

/** A workflow action as HubSpot calls it. Source: HubSpot, "Custom workflow actions". */
const Action = z.object({
  callbackId: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  origin: z.object({ portalId: Id }),
  object: z.object({ objectId: Id, objectType: z.enum(['CONTACT', '0-1']) }),
  inputFields: z.record(z.string(), z.unknown()).nullish(),
});

/** A workflow's step that asks to enrich a contact; undefined for anything else. Never throws. */
export function automation(app: CrmApp, request: Inbound, now: Date): AutomationCall | undefined {
  if (!isGenuineAction(app, request, now)) return undefined;
  const { data } = Action.safeParse(parse(request.body));
  if (!data) return undefined;
  const { callbackId, origin, object, inputFields } = data;
  return {
    account: origin.portalId,
    id: `hubspot-${origin.portalId}-${callbackId}`,
    action: 'enrich',
    contact: ContactId.parse(object.objectId),
    inputs: textsIn(inputFields ?? {}),
  };
}

/** What the workflow goes on with. A contact that is not there fails this step for this contact, and no other. */
export function automationReply(outcome: AutomationOutcome): object {
  if (outcome.outcome === 'no such contact') {
    return { outputFields: { errorCode: 'NO_SUCH_CONTACT', hs_execution_state: 'FAIL_CONTINUE' } };
  }
  const { profiles, influence } = outcome;
  return {
    outputFields: { profiles, ...(influence !== undefined && { influence }), hs_execution_state: 'SUCCESS' },
  };
}

function textsIn(fields: Readonly<Record<string, unknown>>): AutomationCall['inputs'] {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
