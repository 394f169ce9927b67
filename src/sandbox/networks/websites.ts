import type { Site } from '../people/person.ts';
import type { Asking, Reply } from './reply.ts';
import { hasSite } from './world.ts';
import type { World } from './world.ts';

const NOT_FOUND: Reply = page(404, '<!doctype html><title>Not found</title><h1>Not found</h1>');

/** A simulator of all the websites there are: which one is asked, the `Host` header says. */
export function websitesSimulator(world: World): (asking: Asking) => Reply {
  return ({ host, url }) => {
    const bare = host.replace(/:\d+$/, '').toLowerCase();
    const found = world
      .all()
      .filter(hasSite)
      .find(({ site }) => site.host === bare.replace(/^www\./, ''));
    if (!found) return NOT_FOUND;
    const { site } = found;
    if (site.status)
      return page(site.status, '<!doctype html><title>Error</title><h1>Internal Server Error</h1>');
    if (bare.startsWith('www.')) return moved(`https://${site.host}${url.pathname}`);
    if (url.pathname === '/robots.txt') return plain(site.robots ?? 'User-agent: *\nAllow: /\n');
    return url.pathname === '/' ? page(200, html(site)) : NOT_FOUND;
  };
}

function page(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function plain(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

function moved(location: string): Reply {
  return { status: 301, headers: { location, 'content-type': 'text/plain; charset=utf-8' }, body: '' };
}

const BODY: Readonly<Record<Site['about'], (site: Site) => string>> = {
  'a person, as h-card': hCard,
  'a person, as JSON-LD': jsonLd,
  'a company': company,
};

function html(site: Site): string {
  return `<!doctype html>
<html lang="${site.language ?? 'en'}">
<head><meta charset="utf-8"><title>${escape(site.name)}</title></head>
<body>
${BODY[site.about](site)}
<footer>Sample data: nobody on this page exists.</footer>
</body>
</html>`;
}

function hCard(site: Site): string {
  const part = (as: string, text: string | undefined) =>
    text ? `<span class="${as}">${escape(text)}</span>` : '';
  const place = [part('p-locality', site.city), part('p-country-name', site.country)]
    .filter(Boolean)
    .join(', ');
  return `<main class="h-card">
<h1><a class="p-name u-url u-uid" rel="me" href="https://${site.host}/">${escape(site.name)}</a></h1>
<p class="p-note">${escape(site.says)}</p>
<p>${part('p-job-title', site.title)} · ${part('p-org', site.company)} · ${place}</p>
<ul>${meLinks(site)}</ul>
</main>`;
}

function jsonLd(site: Site): string {
  const graph = {
    '@context': 'https://schema.org',
    '@type': 'Person',
    name: site.name,
    url: `https://${site.host}/`,
    description: site.says,
    jobTitle: site.title,
    worksFor: site.company && { '@type': 'Organization', name: site.company },
    address: { '@type': 'PostalAddress', addressLocality: site.city, addressCountry: site.country },
    sameAs: site.me,
  };
  // A closing tag inside the JSON would end the script.
  return `<script type="application/ld+json">${JSON.stringify(graph).replaceAll('<', '\\u003c')}</script>
<h1>${escape(site.name)}</h1>
<p>${escape(site.says)}</p>
<ul>${meLinks(site)}</ul>`;
}

/** A company's page names the company, and its accounts without claiming to be a person. */
function company(site: Site): string {
  const graph = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name: site.name,
    sameAs: site.me,
  };
  return `<script type="application/ld+json">${JSON.stringify(graph).replaceAll('<', '\\u003c')}</script>
<h1>${escape(site.name)}</h1>
<p>${escape(site.says)}</p>
<ul>${meLinks(site)}</ul>`;
}

function meLinks({ me = [] }: Site): string {
  return me
    .map((url) => `<li><a rel="me" href="${escape(url)}">${escape(new URL(url).hostname)}</a></li>`)
    .join('');
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
