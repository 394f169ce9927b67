import type { PortalContact } from './contacts.ts';
import type { Property } from './property.ts';
import type { Placed } from './record-page/extensions.ts';
import { SCRIPTED, columnsOf } from './record-page/places.ts';
import { PAGE_STYLE } from '../page-style.ts';
import { safe, simulatorPage } from '../simulator-page.ts';

/** What a person edits on a contact here; every other property is only shown. */
export const EDITABLE = [
  'firstname',
  'lastname',
  'email',
  'company',
  'jobtitle',
  'phone',
  'city',
  'country',
  'website',
  'twitterhandle',
  'hs_linkedin_url',
] as const;

/** The look of the pages, those with extensions among them. */
export const STYLE = `${PAGE_STYLE}
body.wide { max-width: 90rem; background: light-dark(#f3f5f7, #17191d); }
body.wide > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.5rem; }
body.wide > header > * { margin: .25rem 0; }
body.wide .mark { width: 100%; box-sizing: border-box; border-width: 1px; padding: .25rem .75rem; font-size: .875rem; }
body.wide h1 { font-size: 1.5rem; }
body.wide article { background: light-dark(#fff, #22262b); border-color: light-dark(#cfd6de, #464e58);
  font-size: .875rem; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.columns > * { min-width: 0; }
.extension { border: 1px solid light-dark(#cfd6de, #464e58); border-radius: .5rem; margin: 1rem 0;
  background: light-dark(#fff, #22262b); color: light-dark(#141414, #f1f1f1); font-size: .9375rem; }
.extension > h2 { border-bottom: 1px solid light-dark(#cfd6de, #464e58); padding: .625rem 1rem; margin: 0; }
.extension > div { padding: .75rem 1rem 1rem; }
@media (min-width: 64rem) {
  .columns { grid-template-columns: minmax(0, 17rem) minmax(0, 1fr) minmax(0, 22rem); align-items: start; }
  .columns article dl { grid-template-columns: 1fr; }
}
`;

export interface Show {
  readonly portalId: number;
  readonly contacts: readonly PortalContact[];
  readonly total: number;
  /** The address of the following page. */
  readonly next?: string | undefined;
  /** One contact's own page shows it opened. */
  readonly only: boolean;
  readonly properties: readonly Property[];
  /** What happened, or what was wrong. */
  readonly says?: string | undefined;
  /** What stands around a contact, as HTML. */
  readonly related: (id: string) => string;
  /** Kith's own page of a contact. */
  readonly recordUrl?: ((id: string) => string) | undefined;
  /** What the installed app shows beside a contact. */
  readonly extensions?: readonly Placed[];
  /** The installed app has a settings page. */
  readonly settings: boolean;
}

/** The simulator as a person sees it: contacts with forms, and what Kith wrote onto them. No script. */
export function pageOf(show: Show): string {
  const { portalId, contacts, total, next, only, says, extensions = [] } = show;
  const title = only && contacts[0] ? nameOf(contacts[0]) : 'Contacts';
  return simulatorPage({
    crm: 'HubSpot',
    title,
    under: `<p>Portal ${portalId}, ${total} contacts. Edit one and watch its record change in Kith.
${only ? '<a href="/">All contacts</a>' : ''}
${show.settings ? `<a href="/settings-app/${portalId}">Settings of the app</a>` : ''}</p>
${says ? `<p role="status"><strong>${safe(says)}</strong></p>` : ''}`,
    main: `${contacts.map((contact) => articleOf(contact, show)).join('\n')}
${columnsOf(extensions)}
${next ? `<p><a href="${safe(next)}">More contacts</a></p>` : ''}
${only ? '' : newContact(show)}`,
    ...(extensions.length > 0 && { loads: SCRIPTED, columns: true }),
  });
}

export function nameOf({ id, properties }: PortalContact): string {
  const name = [properties['firstname'], properties['lastname']].filter(Boolean).join(' ');
  return name || properties['email'] || `Contact ${id}`;
}

function articleOf(contact: PortalContact, show: Show): string {
  const { id, properties } = contact;
  const name = safe(nameOf(contact));
  const own = show.properties.filter((one) => one.groupName !== 'contactinformation' && properties[one.name]);
  const link = show.recordUrl ? `<a href="${safe(show.recordUrl(id))}">Record in Kith</a>` : '';
  return `<article aria-label="${name}">
<details${show.only ? ' open' : ''}><summary>${name}${properties['company'] ? `, ${safe(properties['company'])}` : ''}</summary>
<form class="fields" method="post" action="/simulator/contacts/${id}">
${fieldsOf(show, id, properties)}
<div><button>Save ${name}</button></div>
</form>
<div class="row">
${show.only ? '' : `<a href="/contacts/${show.portalId}/record/0-1/${id}">Open ${name}</a>`} ${link}
<form method="post" action="/simulator/contacts/${id}/delete"><button>Delete ${name}</button></form>
<form method="post" action="/simulator/contacts/${id}/erase"><button>Erase ${name} for privacy</button></form>
</div>
</details>
<h2>Written by Kith</h2>
${own.length === 0 ? '<p>Nothing yet.</p>' : `<dl>${own.map((one) => written(one, properties)).join('')}</dl>`}
${show.only ? show.related(id) : ''}
</article>`;
}

function written({ name, label }: Property, properties: PortalContact['properties']): string {
  return `<dt>${safe(label)}</dt><dd data-property="${safe(name)}">${safe(properties[name] ?? '')}</dd>`;
}

function fieldsOf({ properties }: Show, id: string, values: PortalContact['properties']): string {
  return EDITABLE.map((name) => {
    const label = properties.find((one) => one.name === name)?.label ?? name;
    const field = `${name}-${id}`;
    return `<div><label for="${field}">${safe(label)}</label>
<input id="${field}" name="${name}" value="${safe(values[name] ?? '')}" autocomplete="off"></div>`;
  }).join('\n');
}

function newContact(show: Show): string {
  return `<article aria-label="New contact"><details><summary>New contact</summary>
<form class="fields" method="post" action="/simulator/contacts">
${fieldsOf(show, 'new', {})}
<div><button>Create contact</button></div>
</form></details></article>`;
}
