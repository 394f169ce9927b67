import type { Response } from 'express';
import { guardPage } from '../page-guard.ts';
import { safe, simulatorPage } from '../simulator-page.ts';

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
  guardPage(res, back.origin);
  const main = `<p>The app at <strong>${safe(back.host)}</strong> asks for these rights:</p>
${listOf('Needed', required)}
${granted.length === 0 ? '' : listOf('Optional', granted)}
<form method="post" action="${safe(action)}"><button>Connect app</button></form>`;
  res
    .type('html')
    .send(simulatorPage({ crm: 'HubSpot', title: `Connect an app to portal ${portalId}`, main }));
}

function listOf(title: string, scopes: readonly string[]): string {
  return `<h2>${title}</h2>
<ul>${scopes.map((scope) => `<li>${safe(scope)}</li>`).join('')}</ul>`;
}
