type Cookies = Map<string, Map<string, string>>;

/**
 * Goes through an installation as a person's browser would: opens the page that was printed (and keeps the access key it
 * may carry), then the install page, follows redirects between our address and the CRM's, and brings back the cookies
 * it was given.
 * @throws Error with the page's title when the installation does not end well.
 */
export async function installInBrowser(home: string, install: string): Promise<void> {
  const cookies: Cookies = new Map();
  await visit(new URL(home), cookies);
  await visit(new URL(install, home), cookies);
}

async function visit(start: URL, cookies: Cookies): Promise<void> {
  let url = start;
  for (let hop = 0; hop < 10; hop++) {
    const jar = cookies.get(url.host) ?? new Map<string, string>();
    cookies.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', ...value] = pair.split('=');
      jar.set(name.trim(), value.join('='));
    }
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) {
      if (response.ok) return;
      const title = /<title>([^<]*)/.exec(await response.text())?.[1];
      throw new Error(`The sample workspace could not be installed: ${title ?? response.status}`);
    }
    url = new URL(next, url);
  }
  throw new Error('The sample workspace could not be installed: too many redirects');
}
