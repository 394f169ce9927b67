import { safe, simulatorPage } from '../../simulator-page.ts';
import type { Placed } from './extensions.ts';

/** What a page with extensions loads. */
export const SCRIPTED = `<link rel="stylesheet" href="/simulator/page.css">
<script type="module" src="/simulator/page.js"></script>`;

/** A record's tabs in the middle, its sidebar at the right. */
export function columnsOf(extensions: readonly Placed[]): string {
  if (extensions.length === 0) return '';
  const [sidebar, tabs] = [true, false].map((beside) =>
    extensions
      .filter(({ location }) => (location === 'crm.record.sidebar') === beside)
      .map(placeOf)
      .join('\n'),
  );
  return `<div>${tabs}</div>\n<div>${sidebar}</div>`;
}

/** The place into which the page's script puts an extension. */
function placeOf(extension: Placed): string {
  const title = safe(extension.title);
  const where = { 'crm.record.sidebar': ' (sidebar)', 'crm.record.tab': ' (tab)' }[extension.location] ?? '';
  return `<section class="extension" aria-label="${title}${where}"><h2>${title}</h2>
<div data-extension="${safe(JSON.stringify(extension))}"></div></section>`;
}

/** The page on which an administrator sets up the app. */
export function settingsPageOf(portalId: number, extensions: readonly Placed[]): string {
  const shown = extensions.map(placeOf).join('\n') || '<p>No app with settings is installed here.</p>';
  return simulatorPage({
    crm: 'HubSpot',
    title: 'Connected app',
    under: `<p>Portal ${portalId}. <a href="/">All contacts</a></p>`,
    main: shown,
    loads: SCRIPTED,
  });
}
