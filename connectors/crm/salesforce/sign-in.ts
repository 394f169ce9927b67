import type { CrmApp } from '../../../src/ports/crm.ts';

const EVERYBODYS = /^(login|test)\.salesforce\.com$/;
/** `acme`, `acme--uat.sandbox`, `acme-dev-ed.develop`, `speedy-fox-123.scratch`. */
const MY_DOMAIN = /^((?:[a-z0-9][a-z0-9-]{0,80})(?:\.[a-z]{2,20})?)\.my\.salesforce\.com$/;
/** What an administrator sees in the address bar. */
const PAGES =
  /^((?:[a-z0-9][a-z0-9-]{0,80})(?:\.[a-z]{2,20})?)\.(?:lightning\.force|my\.salesforce-setup)\.com$/;

/**
 * An org's own sign-in page, from whatever of its addresses was typed, with or without scheme and path. Undefined for
 * what is none of Salesforce's: a consent, and with it the app's secret, must go nowhere else.
 */
export function signInBase(app: CrmApp, typed: string): string | undefined {
  const text = typed.trim();
  if (text.replace(/\/+$/, '') === app.authorizeBase) return app.authorizeBase;
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined;
  const host = url.hostname;
  if (EVERYBODYS.test(host) || MY_DOMAIN.test(host)) return `https://${host}`;
  const domain = PAGES.exec(host)?.[1];
  return domain === undefined ? undefined : `https://${domain}.my.salesforce.com`;
}

/**
 * For whom an assertion is meant: Salesforce knows two, one for sandboxes and scratch orgs and one for all others. Source:
 * Salesforce, "OAuth 2.0 JWT Bearer Flow".
 */
export function audienceOf(app: CrmApp, signIn: string): string {
  if (signIn === app.authorizeBase) return signIn;
  const host = new URL(signIn).hostname;
  const isTest = host === 'test.salesforce.com' || /--|\.(sandbox|scratch)\./.test(host);
  return `https://${isTest ? 'test' : 'login'}.salesforce.com`;
}

/** The address of an org's API as Salesforce states it: its pages' address is none. */
export function apiBase(app: CrmApp, instanceUrl: string): string {
  return signInBase(app, instanceUrl) ?? new URL(instanceUrl).origin;
}
