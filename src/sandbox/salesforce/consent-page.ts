import { safe, simulatorPage } from '../simulator-page.ts';

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
  return simulatorPage({
    crm: 'Salesforce',
    title: 'Allow access?',
    main: `<p>Kith asks to:</p><ul>${scopes.join('')}</ul>
<p>You are logged in as ${safe(username)}.</p>
<form method="post" action="/services/oauth2/authorize">${hidden.join('')}
<div class="row"><button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div></form>`,
  });
}

/** The platform's error page: the app is told nothing, since it may not be who it says. */
export function oauthErrorPage(error: string, description: string): string {
  return simulatorPage({
    crm: 'Salesforce',
    title: 'We can’t authorize you because of an OAuth error',
    main: `<p role="alert"><strong>${safe(error)}</strong>: ${safe(description)}</p>`,
  });
}
