const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as it stands in a page. */
export const safe = (text: string) => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

export type SimulatedCrm = 'HubSpot' | 'Salesforce';

/** What every page of a simulator says first. */
export const markOf = (crm: SimulatedCrm) =>
  `${crm} simulator: sample data. Nothing here is ${crm}, and nobody here is real.`;

interface Page {
  readonly crm: SimulatedCrm;
  /** As text. */
  readonly title: string;
  /** What stands under the title, as HTML. */
  readonly under?: string;
  /** As HTML. */
  readonly main: string;
  /** More that the page loads, as HTML. */
  readonly loads?: string;
  /** The main part stands in columns, on a page as wide as they need. */
  readonly columns?: boolean;
}

/** A page of a simulator, which says that it is one; its style is at `/simulator.css`. */
export function simulatorPage({ crm, title, under = '', main, loads = '', columns = false }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · ${crm} simulator</title>
<link rel="stylesheet" href="/simulator.css">
${loads}
</head>
<body${columns ? ' class="wide"' : ''}>
<header>
<p class="mark">${markOf(crm)}</p>
<h1>${safe(title)}</h1>
${under}
</header>
<main${columns ? ' class="columns"' : ''}>
${main}
</main>
</body>
</html>
`;
}
