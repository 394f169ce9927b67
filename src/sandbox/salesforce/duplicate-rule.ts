import type { ObjectType } from './object-type.ts';
import { OrgRefusal } from './refusal.ts';
import type { Row } from './rows.ts';
import type { OrgState } from './state.ts';
import { attributesOf } from './soql-select.ts';
import type { Transaction } from './transaction.ts';

const RULE = 'Standard_Lead_Duplicate_Rule';
const SAYS = 'Use one of these records?';

/**
 * The standard duplicate rule for leads: a new one with the e-mail address, or the whole name, of a lead or a contact is
 * refused with whom it matches. Where the rule only warns, a caller may have it saved all the same.
 * @throws OrgRefusal 400 as the REST API words it: `duplicateResut` is its own spelling
 */
export function checkDuplicates({ state, actor }: Transaction, type: ObjectType, row: Row): void {
  if (state.duplicateRule === undefined || type.name !== 'Lead') return;
  const warns = state.duplicateRule === 'warns';
  // A person at a screen is shown the warning and goes on.
  if (warns && (actor.allowsDuplicates || actor.changeOrigin === '')) return;
  const matchResults = ['Lead', 'Contact'].flatMap((object) => matchesAt(state, object, row));
  if (matchResults.length === 0) return;
  throw new OrgRefusal(400, 'DUPLICATES_DETECTED', SAYS, undefined, {
    duplicateResut: {
      ...{ allowSave: warns, duplicateRule: RULE, duplicateRuleEntityType: 'Lead' },
      ...{ errorMessage: SAYS, matchResults },
    },
  });
}

function matchesAt(state: OrgState, object: string, row: Row): readonly object[] {
  const type = state.schema().object(object);
  const found = state.rows.of(object).filter((one) => one['IsDeleted'] !== true && isAlike(one, row));
  if (!type || found.length === 0) return [];
  return [
    {
      ...{ entityType: object, errors: [], matchEngine: 'FuzzyMatchEngine' },
      matchRecords: found.map(({ Id }) => ({
        ...{ additionalInformation: [], fieldDiffs: [], matchConfidence: 100 },
        record: { attributes: attributesOf(type, Id), Id },
      })),
      ...{ rule: `Standard_${object}_Match_Rule_v1_1`, size: found.length, success: true },
    },
  ];
}

function isAlike(one: Row, other: Row): boolean {
  const same = (field: string) => folded(one[field]) !== '' && folded(one[field]) === folded(other[field]);
  return same('Email') || (same('FirstName') && same('LastName'));
}

const folded = (value: Row[string] | undefined) =>
  String(value ?? '')
    .trim()
    .toLowerCase();
