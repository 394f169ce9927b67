import { detailsOf, highlightsOf, leading, nameOf, textOf } from './shown-fields.ts';
import type { ObjectName } from './person-pages.ts';
import type { Shown } from './shown-fields.ts';
import { relatedOf } from './related.ts';
import type { RelatedList } from './related.ts';
import { markOf, safe } from '../../simulator-page.ts';
import type { PackageWords } from './package-words.ts';
import type { OrgRows, Row, Viewer } from './options.ts';

interface Show {
  readonly object: ObjectName;
  readonly row: Row;
  readonly org: OrgRows;
  readonly viewer: Viewer;
  readonly words: PackageWords;
  /** Whether the package is in the org. */
  readonly extended: boolean;
}

/** The page of a record as Lightning lays it out: highlights, details at the left, the panel in the right column. */
export function pageOf(show: Show): string {
  const { object, row, viewer } = show;
  const name = safe(nameOf(row));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} | ${object} | Salesforce simulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/lightning/page.css">
<script type="module" src="/lightning/page.js"></script>
</head>
<body class="slds-scope">
<header class="bar">
<p class="mark">${markOf('Salesforce')}</p>
<nav aria-label="Sales"><span class="app">Sales</span> <a href="/">All records</a></nav>
<p class="viewer">${safe(viewer.name)}</p>
</header>
<main class="page">
${highlights(show, name)}
<div class="left">
${card('Details', object.toLowerCase(), definitions(detailsOf(object, row, show.org)))}
${written(show)}
${relatedOf(object, String(row['Id']), show.org).map(related).join('\n')}
</div>
${panel(show)}
</main>
<div class="toasts" data-toasts role="status"></div>
</body>
</html>
`;
}

/** The page's right column: where an administrator has put the panel in Lightning App Builder. */
const panel = ({ object, row, extended }: Show) =>
  extended
    ? `<div class="right"><div data-panel data-object="${object}" data-record="${safe(String(row['Id']))}"></div></div>`
    : '';

function highlights({ object, row, org, extended }: Show, name: string): string {
  const asks = extended && (object === 'Contact' || object === 'Lead');
  const action =
    '<button type="button" class="slds-button slds-button_neutral" data-action="refresh">Ask the networks again</button>';
  const facts = highlightsOf(object, row, org)
    .map((one) => `<div><dt class="slds-text-title">${safe(one.label)}</dt><dd>${valueOf(one)}</dd></div>`)
    .join('');
  return `<div class="slds-page-header highlights">
<div class="who">${icon(object.toLowerCase())}
<div><p class="slds-text-title">${object}</p><h1 class="slds-page-header__title">${name}</h1></div>
${asks ? action : ''}</div>
<dl>${facts}</dl>
</div>`;
}

/** What the integration wrote into the package's own fields. */
function written({ object, row, org, words }: Show): string {
  const lines = words.fields(object).flatMap(({ name, label }) => {
    const value = textOf(row, name);
    return value === undefined ? [] : [{ label, ...leading(name, value, org) }];
  });
  return lines.length === 0 ? '' : card('Written by Kith', 'social', definitions(lines));
}

const definitions = (lines: readonly Shown[]) =>
  `<dl class="details">${lines
    .map((one) => `<div><dt class="slds-text-title">${safe(one.label)}</dt><dd>${valueOf(one)}</dd></div>`)
    .join('')}</dl>`;

function related({ title, icon, items }: RelatedList): string {
  const lines = items.map(
    ({ name, says, href }) =>
      `<li>${href === undefined ? `<strong>${safe(name)}</strong>` : `<a href="${safe(href)}">${safe(name)}</a>`}
<span class="slds-text-body_small">${safe(says)}</span></li>`,
  );
  const body =
    items.length === 0 ? '<p class="slds-text-body_small">None.</p>' : `<ul>${lines.join('')}</ul>`;
  return card(`${title} (${items.length})`, icon, body);
}

const card = (
  title: string,
  symbol: string,
  body: string,
) => `<section class="slds-card" aria-label="${safe(title)}">
<div class="card-head">${icon(symbol)}<h2 class="slds-text-heading_small">${safe(title)}</h2></div>
<div class="card-body">${body}</div>
</section>`;

const icon = (symbol: string) =>
  `<span class="slds-icon_container slds-icon-standard-${symbol}" aria-hidden="true"><svg class="slds-icon slds-icon_small">
<use href="/_slds/icons/standard-sprite/svg/symbols.svg#${symbol}"></use></svg></span>`;

const valueOf = ({ value, href }: Omit<Shown, 'label'>) =>
  href === undefined ? safe(value) : `<a href="${safe(href)}">${safe(value)}</a>`;
