import { OPTIONAL_SCOPES, SCOPES, abilitiesOf } from '../../../connectors/crm/hubspot/scopes.ts';
import type { Ability } from '../../ports/crm-items.ts';

/** What Kith does without, where a right was not granted. */
const WITHOUT: Readonly<Record<Ability, string>> = {
  contacts: 'nobody who was heard can be added as a contact',
  tasks: 'no task is shown on a contact, and none can be made',
  notes: 'no note is shown on a contact, and none can be made',
  tickets: 'no ticket is shown on a contact, and none can be made',
  lists: 'no rule can put contacts into a list',
  deals: 'no deal is shown on a contact, and neither rules nor influence on accounts know of open ones',
  companies: 'no company is shown on a contact',
};

/** A scope that the portal did not grant. */
export interface MissingScope {
  readonly scope: string;
  /** Kith does not work without it. */
  readonly required: boolean;
  /** What there is not, as part of a sentence. */
  readonly without: string;
}

/** What of the scopes that Kith asks for was not granted, the required ones first. */
export function missingScopes(granted: readonly string[]): readonly MissingScope[] {
  const required = SCOPES.filter((scope) => !granted.includes(scope));
  const optional = OPTIONAL_SCOPES.filter((scope) => !granted.includes(scope));
  return [
    ...required.map((scope) => ({ scope, required: true, without: 'Kith does not work' })),
    ...optional.map((scope) => ({ scope, required: false, without: withoutOf(scope) })),
  ];
}

function withoutOf(scope: string): string {
  const all = [...SCOPES, ...OPTIONAL_SCOPES];
  const left = abilitiesOf(all.filter((one) => one !== scope));
  return [...abilitiesOf(all)]
    .filter((ability) => !left.has(ability))
    .map((ability) => WITHOUT[ability])
    .join('; ');
}
