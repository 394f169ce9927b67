import type { Response } from 'express';

/** A page for a person, outside the console: the end of an installation, or what went wrong and what to do. */
export interface Page {
  readonly status: number;
  readonly title: string;
  /** Plain sentences; they are escaped. */
  readonly says: readonly string[];
  readonly next?: { readonly url: string; readonly label: string } | undefined;
}

export function sendPage(res: Response, { status, title, says, next }: Page, css: string): void {
  const body = says.map((sentence) => `<p>${escape(sentence)}</p>`).join('\n');
  const link = next
    ? `<p><a class="button primary" href="${escape(next.url)}">${escape(next.label)}</a></p>`
    : '';
  res.status(status).set('Cache-Control', 'no-store').type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Kith</title>
<link rel="stylesheet" href="${escape(css)}">
</head>
<body class="page"><main>
<h1>${escape(title)}</h1>
${body}
${link}
</main></body>
</html>`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
