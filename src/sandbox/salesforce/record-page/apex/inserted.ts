import { AuraHandled } from '../apex-class.ts';
import type { OrgRows, Row } from '../options.ts';

/** `insert as user`: the id of the new row. @throws AuraHandled in the org's own words, where its rules refuse it */
export function inserted(org: OrgRows, object: string, fields: Row): string {
  try {
    const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
    return org.create(object, Object.fromEntries(given));
  } catch (refused) {
    throw new AuraHandled(refused instanceof Error ? refused.message : String(refused), { cause: refused });
  }
}
