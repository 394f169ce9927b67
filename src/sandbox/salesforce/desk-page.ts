import { safe, simulatorPage } from '../simulator-page.ts';
import { relatedOf } from './around.ts';
import type { Field } from './field.ts';
import type { Row } from './rows.ts';
import type { Org } from './simulated-org.ts';

export type PersonObject = 'Contact' | 'Lead';

const NAME = ['FirstName', 'LastName', 'Email', 'Phone', 'Title'];

/** What a person edits on a record here; every other field is only shown. */
export const EDITABLE: Readonly<Record<PersonObject, readonly string[]>> = {
  Contact: [...NAME, 'MailingCity', 'MailingCountry'],
  Lead: [...NAME, 'Company', 'Website', 'City', 'Country'],
};

export interface DeskShow {
  readonly org: Org;
  readonly orgId: string;
  readonly people: readonly Row[];
  readonly total: number;
  /** The address of the following page. */
  readonly next?: string | undefined;
  /** One person's own page shows it opened. */
  readonly only: boolean;
  /** What happened, or what was wrong. */
  readonly says?: string | undefined;
  /** Into whom a record may be merged. */
  readonly others: (row: Row) => readonly { readonly id: string; readonly name: string }[];
  readonly packaged: (row: Row) => readonly Field[];
  readonly account: (row: Row) => string;
  /** Kith's own page of a person. */
  readonly recordUrl: ((id: string) => string) | undefined;
}

export const objectOfId = (id: string): PersonObject => (id.startsWith('00Q') ? 'Lead' : 'Contact');

export function nameOf(row: Row): string {
  return String(row['Name'] ?? '') || row.Id;
}

/** The simulator as a person sees it: contacts and leads with forms, and what Kith wrote onto them. No script. */
export function deskPage(show: DeskShow): string {
  const { people, total, next, only, says, org } = show;
  const title = only && people[0] ? nameOf(people[0]) : 'Contacts and leads';
  return simulatorPage({
    crm: 'Salesforce',
    title,
    under: `<p>Org ${show.orgId}, ${total} contacts and leads, ${org.installed() ? 'with' : 'without'} the package.
Edit one and watch its record change in Kith.
${only ? '<a href="/">All contacts and leads</a>' : ''}</p>
${says ? `<p role="status"><strong>${safe(says)}</strong></p>` : ''}`,
    main: `${people.map((row) => articleOf(row, show)).join('\n')}
${next ? `<p><a href="${safe(next)}">More contacts and leads</a></p>` : ''}
${only ? '' : `${newPerson('Contact')}${newPerson('Lead')}`}`,
  });
}

function articleOf(row: Row, show: DeskShow): string {
  const { Id } = row;
  const object = objectOfId(Id);
  const name = safe(nameOf(row));
  const account = show.account(row);
  const link = show.recordUrl ? `<a href="${safe(show.recordUrl(Id))}">Record in Kith</a>` : '';
  return `<article aria-label="${name}">
<details${show.only ? ' open' : ''}><summary>${name}${account ? `, ${safe(account)}` : ''} (${object.toLowerCase()})</summary>
<form class="fields" method="post" action="/simulator/${Id}/save">
${fieldsOf(object, Id, row)}
<div><button>Save ${name}</button></div>
</form>
<div class="row">
<a href="/lightning/r/${object}/${Id}/view">Open ${name}</a> ${link}
<form method="post" action="/simulator/${Id}/delete"><button>Delete ${name}</button></form>
${object === 'Lead' ? `<form method="post" action="/simulator/${Id}/convert"><button>Convert ${name}</button></form>` : ''}
</div>
${show.only ? mergeForm(row, show) : ''}
</details>
<h2>Written by Kith</h2>
${writtenOf(row, show)}
${show.only ? relatedOf(row, show.org) : ''}
</article>`;
}

function writtenOf(row: Row, { packaged }: DeskShow): string {
  const written = packaged(row).filter(({ name }) => (row[name] ?? null) !== null);
  const rows = written.map(
    ({ name, label }) =>
      `<dt>${safe(label)}</dt><dd data-field="${safe(name)}">${safe(String(row[name]))}</dd>`,
  );
  return rows.length === 0 ? '<p>Nothing yet.</p>' : `<dl>${rows.join('')}</dl>`;
}

function mergeForm(row: Row, { others }: DeskShow): string {
  const options = others(row).map(({ id, name }) => `<option value="${id}">${safe(name)}</option>`);
  if (options.length === 0) return '';
  return `<form class="row" method="post" action="/simulator/${row.Id}/merge">
<div><label for="into-${row.Id}">Merge into</label><select id="into-${row.Id}" name="into">${options.join('')}</select></div>
<button>Merge ${safe(nameOf(row))} into it</button>
</form>`;
}

function fieldsOf(object: PersonObject, id: string, row: Readonly<Record<string, unknown>>): string {
  return EDITABLE[object]
    .map((name) => {
      const label = name.replace(/^Mailing/, '').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
      const field = `${name}-${id}`;
      return `<div><label for="${field}">${safe(label)}</label>
<input id="${field}" name="${name}" value="${safe(String(row[name] ?? ''))}" autocomplete="off"></div>`;
    })
    .join('\n');
}

function newPerson(object: PersonObject): string {
  return `<article aria-label="New ${object.toLowerCase()}"><details><summary>New ${object.toLowerCase()}</summary>
<form class="fields" method="post" action="/simulator/new/${object}">
${fieldsOf(object, `new-${object}`, {})}
<div><button>Create ${object.toLowerCase()}</button></div>
</form></details></article>`;
}
