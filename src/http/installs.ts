import express from 'express';
import type { Request, Response, Router } from 'express';
import { Failure, POLICY } from '../core/failure.ts';
import { cookieOf, cookieOptions, viewerOf } from './access.ts';
import type { Viewer } from './access.ts';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { sendPage } from './page.ts';
import type { Page } from './page.ts';
import { LIFE_MS, openPendings } from './pending.ts';
import type { Pendings } from './pending.ts';

type Deps = Pick<HttpDeps, 'crms' | 'installs' | 'log' | 'now' | 'settings'> & {
  readonly directory: Directory;
  /** The stylesheet's path. */
  readonly css: string;
};

type Crm = Deps['crms'] extends ReadonlyMap<string, infer C> ? C : never;

const COOKIE = 'kith_install';

/** `/install/{crm}` sends the browser to the CRM, `/install/{crm}/callback` ends the installation. */
export function installs(deps: Deps): Router {
  const pendings = openPendings(deps.settings.secret, deps.now);
  return express
    .Router()
    .get('/install/:crm', (req, res) => begin(req, res, pendings, deps))
    .get('/install/:crm/callback', (req, res) => finish(req, res, pendings, deps));
}

function begin(req: Request, res: Response, pendings: Pendings, deps: Deps): void {
  res.locals['route'] = 'install';
  const crm = deps.crms.get(String(req.params['crm']));
  if (!crm) return sendPage(res, unknownCrm(deps), deps.css);
  const { connector, app } = crm;
  const { at } = req.query;
  // The cookie must be set under the name to which the CRM sends the browser back.
  if (req.headers.host !== new URL(app.publicUrl).host && req.query['moved'] === undefined) {
    return res.redirect(302, `${app.publicUrl}${pathOf(connector.id, at, { moved: '1' })}`);
  }
  if (!mayInstall(viewerOf(req, deps), deps)) {
    return sendPage(res, needsKey(pathOf(connector.id, at)), deps.css);
  }
  const signIn = signInOf(crm, at);
  if (signIn === 'none') return sendPage(res, noSignIn(connector.title, connector.id), deps.css);
  const { cookie, state, challenge } = pendings.begin(connector.id, signIn);
  res.cookie(COOKIE, cookie, {
    ...cookieOptions(req, deps.settings),
    // Lax: the browser comes back from the CRM's own site.
    sameSite: 'lax',
    path: `/install/${connector.id}`,
    maxAge: LIFE_MS,
  });
  const redirectUri = redirectOf(connector.id, app.publicUrl);
  res.set('Cache-Control', 'no-store');
  res.redirect(302, connector.authorizeUrl(app, { state, challenge, redirectUri, signIn }));
}

async function finish(req: Request, res: Response, pendings: Pendings, deps: Deps): Promise<void> {
  res.locals['route'] = 'installed';
  const crm = deps.crms.get(String(req.params['crm']));
  if (!crm) return sendPage(res, unknownCrm(deps), deps.css);
  const { id, title } = crm.connector;
  res.clearCookie(COOKIE, { path: `/install/${id}` });
  const again = { url: `/install/${id}`, label: `Connect ${title} again` };
  const pending = pendings.end(id, cookieOf(req, COOKIE), req.query['state']);
  if (!pending) return sendPage(res, { ...STALE, next: again }, deps.css);
  const code = req.query['code'];
  if (typeof code !== 'string' || code === '') {
    return sendPage(res, { ...declined(title), next: again }, deps.css);
  }
  try {
    const redirectUri = redirectOf(id, crm.app.publicUrl);
    const { verifier, signIn } = pending;
    const installation = await deps.installs.finish(id, { code, verifier, redirectUri, signIn });
    deps.directory.forget();
    deps.log.info({ crm: id }, 'install.finished');
    const { keyed } = viewerOf(req, deps);
    const shown = connected(title, installation);
    // Whoever came from a marketplace goes back to the CRM: Kith's own panel needs the key.
    sendPage(res, deps.settings.openInstalls && !keyed ? { ...shown, next: undefined } : shown, deps.css);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    deps.log.warn({ crm: id, kind: error.kind }, 'install.refused');
    sendPage(res, { ...refused(title, error), next: again }, deps.css);
  }
}

/** Where everybody may connect their account, a marketplace sends whoever pressed Install there. */
function mayInstall({ keyed, local }: Viewer, { settings }: Deps): boolean {
  return keyed || settings.openInstalls === true || (settings.accessKey === undefined && local);
}

/** Where an installation begins, at the same sign-in page. */
function pathOf(crm: string, at: unknown, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...more, ...(typeof at === 'string' && { at }) }).toString();
  return `/install/${crm}${query && '?'}${query}`;
}

/** Where a person of this account signs in, if they said so; `none` for what is no such page. */
function signInOf({ connector, app }: Crm, at: unknown): string | 'none' | undefined {
  if (typeof at !== 'string' || at === '') return undefined;
  return connector.signInBase?.(app, at) ?? 'none';
}

const noSignIn = (title: string, crm: string): Page => ({
  status: 400,
  title: `This is no sign-in page of ${title}`,
  says: [
    `The address behind “at” must be one where people sign in to ${title}, such as https://acme.my.salesforce.com.`,
    'Leave it out to sign in where everybody does.',
  ],
  next: { url: `/install/${crm}`, label: `Connect ${title}` },
});

const redirectOf = (crm: string, publicUrl: string) => `${publicUrl}/install/${crm}/callback`;

const STALE: Page = {
  status: 400,
  title: 'This installation cannot be finished',
  says: [
    'It took longer than ten minutes, was finished before, or was begun in another browser.',
    'Nothing was changed. Begin again, in this browser.',
  ],
};

function unknownCrm({ crms }: Deps): Page {
  const titles = [...crms.values()].map(({ connector }) => connector.title);
  const says =
    titles.length > 0
      ? `Kith can be connected here to: ${titles.join(', ')}.`
      : 'No CRM is configured yet. The README says which settings each CRM needs.';
  return { status: 404, title: 'Kith does not know this CRM', says: [says] };
}

const needsKey = (path: string): Page => ({
  status: 401,
  title: 'Connecting a CRM needs the access key',
  says: [
    'Open the address that Kith printed when it started: it carries the key and remembers it in this browser.',
    'Then begin again here.',
  ],
  // From our own page: a link on the CRM's pages would not bring the cookie along.
  next: { url: path, label: 'I have opened it: connect' },
});

const declined = (title: string): Page => ({
  status: 400,
  title: `${title} was not connected`,
  says: [
    `${title} sent you back without a permission. Perhaps you pressed Cancel, or you may not install apps there.`,
    'Nothing was changed. An administrator of the account can connect it.',
  ],
});

const connected = (title: string, installation: string): Page => ({
  status: 200,
  title: `${title} is connected`,
  says: [
    'Kith now reads the contacts and looks for who they are on open networks.',
    `It writes nothing into ${title} before somebody approved the preview: on the settings page of the app there, or in Kith.`,
  ],
  next: { url: `/?installation=${encodeURIComponent(installation)}`, label: 'Open Kith' },
});

const refused = (title: string, error: Failure): Page => ({
  status: POLICY[error.kind].status,
  title: `${title} was not connected`,
  says: [
    `${title} ${POLICY[error.kind].say}.`,
    POLICY[error.kind].retry
      ? 'Nothing was changed. Try again in a minute.'
      : 'Nothing was changed. Check the client id, the client secret and the redirect address of the app, then try again.',
  ],
});
