import { safe } from '../hubspot/safe.ts';
import { STYLE } from './style.ts';

interface Ask {
  /** What the app asked the authorisation page for: sent again with the answer. */
  readonly asked: Readonly<Record<string, string>>;
  readonly username: string;
  readonly scope: string;
}

const MEANS: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
};

/** The page on which a person lets the app in, or does not. No script. */
export function consentPage({ asked, username, scope }: Ask): string {
  const hidden = Object.entries(asked).map(
    ([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`,
  );
  const scopes = scope.split(' ').map((one) => `<li>${safe(MEANS[one] ?? one)}</li>`);
  return shell(
    'Allow access?',
    `<p>Kith asks to:</p><ul>${scopes.join('')}</ul>
<p>You are logged in as ${safe(username)}.</p>
<form method="post" action="/services/oauth2/authorize">${hidden.join('')}
<div class="row"><button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div></form>`,
  );
}

/** The platform's error page: the app is told nothing, since it may not be who it says. */
export function oauthErrorPage(error: string, description: string): string {
  return shell(
    'We can’t authorize you because of an OAuth error',
    `<p role="alert"><strong>${safe(error)}</strong>: ${safe(description)}</p>`,
  );
}

function shell(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · Salesforce simulator</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="mark">Salesforce simulator: sample data. Nothing here is Salesforce, and nobody here is real.</p>
<h1>${safe(title)}</h1>
</header>
<main>${body}</main>
</body>
</html>
`;
}
