import { safe } from '../simulator-page.ts';
import type { Row } from './rows.ts';
import type { Org } from './simulated-org.ts';

/** What stands around a contact or lead, by what points to it. */
const POINTING = [
  {
    object: 'OpportunityContactRole',
    by: ['ContactId'],
    through: 'OpportunityId',
    kind: 'opportunity',
    state: 'StageName',
  },
  { object: 'Case', by: ['ContactId'], through: 'Id', kind: 'case', state: 'Status' },
  { object: 'Task', by: ['WhoId'], through: 'Id', kind: 'task', state: 'Status' },
  {
    object: 'CampaignMember',
    by: ['ContactId', 'LeadId'],
    through: 'CampaignId',
    kind: 'campaign',
    state: 'Status',
  },
] as const;

/** The list of a person's opportunities, cases, tasks and campaigns. */
export function relatedOf(person: Row, org: Org): string {
  const lines = POINTING.flatMap(({ object, by, through, kind, state }) =>
    org
      .rows(object)
      .filter((row) => by.some((field) => row[field] === person.Id))
      .flatMap((row) => org.find(String(row[through])) ?? [])
      .map((row) => {
        const title = String(row['Name'] ?? row['Subject'] ?? row.Id);
        return `<li>${safe(title)} (${kind}, ${safe(String(row[state] ?? ''))})</li>`;
      }),
  );
  return lines.length === 0 ? '' : `<h2>Around this person</h2>\n<ul>${lines.join('\n')}</ul>`;
}
