import type { Response } from 'express';
import { safe } from './safe.ts';

interface Asked {
  readonly portalId: number;
  /** Scopes that the app cannot do without. */
  readonly required: readonly string[];
  /** Optional scopes that whoever approves has. */
  readonly granted: readonly string[];
  /** The page's own address, with all that the app asks. */
  readonly action: string;
  /** Where the browser goes afterwards. */
  readonly back: URL;
}

/** The page on which an administrator lets an app into the portal. */
export function sendAuthorizePage(res: Response, { portalId, required, granted, action, back }: Asked): void {
  res.set({
    // Chromium holds the redirect after a form against this too.
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self' ${back.origin}; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
  res.type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connect an app · HubSpot simulator</title>
<link rel="stylesheet" href="/simulator.css">
</head>
<body>
<header>
<p class="mark">HubSpot simulator: sample data. Nothing here is HubSpot, and nobody here is real.</p>
<h1>Connect an app to portal ${portalId}</h1>
</header>
<main>
<p>The app at <strong>${safe(back.host)}</strong> asks for these rights:</p>
${listOf('Needed', required)}
${granted.length === 0 ? '' : listOf('Optional', granted)}
<form method="post" action="${safe(action)}"><button>Connect app</button></form>
</main>
</body>
</html>
`);
}

function listOf(title: string, scopes: readonly string[]): string {
  return `<h2>${title}</h2>
<ul>${scopes.map((scope) => `<li>${safe(scope)}</li>`).join('')}</ul>`;
}
