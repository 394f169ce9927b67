import type { Associations } from './associations.ts';
import { TYPES, TYPE_NAMES } from './object-types.ts';
import type { TypeName } from './object-types.ts';
import { safe, simulatorPage } from '../simulator-page.ts';
import type { PortalRecord, Records } from './records.ts';

/** What a record is called, by its kind; a note says only what it says. */
const TITLES: Readonly<Record<TypeName, string>> = {
  contacts: 'email',
  companies: 'name',
  deals: 'dealname',
  tickets: 'subject',
  tasks: 'hs_task_subject',
  notes: 'hs_note_body',
};
const STATES: Partial<Record<TypeName, string>> = {
  deals: 'dealstage',
  tickets: 'hs_pipeline_stage',
  tasks: 'hs_task_status',
};

/** The list of a contact's companies, deals, tickets, tasks and notes. */
export function relatedOf(
  contact: string,
  portalId: number,
  records: Readonly<Record<TypeName, Records>>,
  associations: Associations,
): string {
  const all = TYPE_NAMES.flatMap((type) =>
    associations.of('contacts', contact, type).flatMap(({ id }) => {
      const record = records[type].get(id);
      return record ? [rowOf(type, record, portalId)] : [];
    }),
  );
  return all.length === 0 ? '' : `<h2>Around this contact</h2>\n<ul>${all.join('\n')}</ul>`;
}

function rowOf(type: TypeName, record: PortalRecord, portalId: number): string {
  const { singular, typeId } = TYPES[type];
  const state = record.properties[STATES[type] ?? ''];
  const link = `/contacts/${portalId}/record/${typeId}/${record.id}`;
  const kind = singular.toLowerCase();
  return `<li><a href="${safe(link)}">${safe(titleOf(type, record))}</a> (${kind}${state ? `, ${safe(state)}` : ''})</li>`;
}

/** A note's HTML is shown as the text it stands for. */
function titleOf(type: TypeName, { id, properties }: PortalRecord): string {
  const text = (properties[TITLES[type]] ?? '').replaceAll(/<[^>]*>/g, ' ').trim();
  return text || `${type} ${id}`;
}

/** The page of one record that is no contact. */
export function recordPage(type: TypeName, record: PortalRecord): string {
  const rows = Object.entries(record.properties).map(
    ([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`,
  );
  return simulatorPage({
    crm: 'HubSpot',
    title: titleOf(type, record),
    under: '<p><a href="/">All contacts</a></p>',
    main: `<dl>${rows.join('')}</dl>`,
  });
}
