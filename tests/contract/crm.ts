import type { CrmConnector } from '../../src/ports/crm.ts';
import { addingPeople } from './crm/adding-people.ts';
import { authorising } from './crm/authorising.ts';
import { automating } from './crm/automating.ts';
import { delivering } from './crm/delivering.ts';
import { failing } from './crm/failing.ts';
import type { CrmCheck, CrmKit } from './crm/kit.ts';
import { reading } from './crm/reading.ts';
import { surroundings } from './crm/surroundings.ts';
import { visiting } from './crm/visiting.ts';
import { writing } from './crm/writing.ts';

/** All that every CRM connector must pass. `crm.test.ts` proves that each of a list of faults fails at least one. */
export const CRM_CHECKS: readonly CrmCheck[] = [
  ...visiting,
  ...automating,
  ...authorising,
  ...reading,
  ...writing,
  ...surroundings,
  ...addingPeople,
  ...delivering,
  // The longest last: a connector that fails another is found out sooner.
  ...failing,
];

/** Those of them that hold for a CRM of this kind. */
export function checksFor({ traits }: CrmKit): readonly CrmCheck[] {
  return CRM_CHECKS.filter(
    ({ where, unless }) =>
      (where === undefined || traits.has(where)) && (unless === undefined || !traits.has(unless)),
  );
}

interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
  readonly afterEach: (body: () => void) => void;
}

/** The checks as sentences of the test runner. */
export function crmContract(connector: CrmConnector, kit: CrmKit, { describe, it, afterEach }: Runner): void {
  describe(`${connector.title}, as every CRM connector,`, () => {
    afterEach(() => kit.end());
    for (const check of checksFor(kit)) it(check.name, () => check.run(connector, kit));
  });
}
