/** Properties whose value is a web page of the item's own. */
export const PAGES = ['P856', 'P1581'] as const;

/**
 * Properties whose value names an account, and the page of that account. Numeric ids (P6552, P4003) are left out: their
 * pages are not the ones that people and networks name.
 */
const ACCOUNTS: Readonly<Record<string, string>> = {
  P2002: 'https://x.com/{}',
  P2003: 'https://www.instagram.com/{}/',
  P2013: 'https://www.facebook.com/{}',
  P2037: 'https://github.com/{}',
  P6634: 'https://www.linkedin.com/in/{}',
  P4264: 'https://www.linkedin.com/company/{}',
  P2397: 'https://www.youtube.com/channel/{}',
  P11245: 'https://www.youtube.com/@{}',
  P7085: 'https://www.tiktok.com/@{}',
  P12361: 'https://bsky.app/profile/{}',
  P11892: 'https://www.threads.com/@{}',
  P3789: 'https://t.me/{}',
  P4265: 'https://www.reddit.com/user/{}',
  P7171: 'https://news.ycombinator.com/user?id={}',
  P3899: 'https://medium.com/@{}',
};

/** `user@host`. */
const MASTODON = 'P4033';

/** The page of an account as Wikidata writes it down; undefined for what is no name of one. */
export function pageOfAccount(property: string, value: string): string | undefined {
  const name = value.trim().replace(/^@/, '');
  if (property === MASTODON) {
    const [, user, host] = /^([\w.-]{1,64})@([\w.-]+\.\w+)$/.exec(name) ?? [];
    return user && host ? `https://${host.toLowerCase()}/@${user}` : undefined;
  }
  const place = ACCOUNTS[property];
  return place !== undefined && /^[\p{L}\p{N}_.·-]{1,100}$/u.test(name)
    ? place.replace('{}', encodeURIComponent(name))
    : undefined;
}

/** Every property that names an account. */
export const ACCOUNT_PROPERTIES: readonly string[] = [...Object.keys(ACCOUNTS), MASTODON];
