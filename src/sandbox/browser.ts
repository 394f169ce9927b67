import { load } from 'cheerio';

type Cookies = Map<string, Map<string, string>>;

/**
 * Goes through an installation as a person's browser would: opens the page that was printed (and keeps the access key it
 * may carry), then the install page, follows redirects between our address and the CRM's, allows what a page of consent
 * asks for, and brings back the cookies it was given.
 * @throws Error with the page's title when the installation does not end well.
 */
export async function installInBrowser(home: string, install: string): Promise<void> {
  const cookies: Cookies = new Map();
  await visit(new URL(home), cookies);
  await visit(new URL(install, home), cookies);
}

async function visit(start: URL, cookies: Cookies): Promise<void> {
  let url = start;
  let form: URLSearchParams | undefined;
  for (let hop = 0; hop < 10; hop++) {
    const response = await ask(url, form, cookies);
    const next = response.headers.get('location');
    form = undefined;
    if (response.status >= 300 && response.status < 400 && next !== null) {
      url = new URL(next, url);
      continue;
    }
    const page = await response.text();
    const consent = response.ok ? consentOn(page) : undefined;
    if (consent) {
      url = new URL(consent.action, url);
      form = consent.fields;
      continue;
    }
    if (response.ok) return;
    const title = /<title>([^<]*)/.exec(page)?.[1];
    throw new Error(`The sample workspace could not be installed: ${title ?? response.status}`);
  }
  throw new Error('The sample workspace could not be installed: too many redirects');
}

/** Asks with the cookies of that address, and keeps those it gives. */
async function ask(url: URL, form: URLSearchParams | undefined, cookies: Cookies): Promise<Response> {
  const jar = cookies.get(url.host) ?? new Map<string, string>();
  cookies.set(url.host, jar);
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = cookie === '' ? {} : { cookie };
  const sent = form ? { method: 'POST', body: form } : {};
  const response = await fetch(url, { redirect: 'manual', headers, ...sent });
  for (const set of response.headers.getSetCookie()) {
    const [pair = ''] = set.split(';');
    const [name = '', ...value] = pair.split('=');
    jar.set(name.trim(), value.join('='));
  }
  return response;
}

/** The form of a page that asks whether the app may in, with Allow pressed. @returns undefined for another page */
function consentOn(page: string): { readonly action: string; readonly fields: URLSearchParams } | undefined {
  const $ = load(page);
  const form = $('form:has(button[name="decision"][value="allow"])').first();
  if (form.length === 0) return undefined;
  const hidden = form.find('input[type="hidden"]').toArray();
  const fields = hidden.map((one): [string, string] => [
    $(one).attr('name') ?? '',
    $(one).attr('value') ?? '',
  ]);
  return {
    action: form.attr('action') ?? '',
    fields: new URLSearchParams([...fields, ['decision', 'allow']]),
  };
}
