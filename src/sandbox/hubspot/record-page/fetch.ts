import { z } from 'zod';
import { signatureV2, signatureV3 } from '../signature.ts';
import type { Project } from './project.ts';
import type { User } from './user.ts';

/** `hubspot.fetch` as a card calls it. */
const Asked = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.record(z.string(), z.unknown()).optional(),
  timeout: z.number().positive().default(15_000),
});
type Asked = z.output<typeof Asked>;

/** What the app's server answered, or why it was not asked. */
export type Answered =
  { readonly status: number; readonly type: string; readonly body: string } | { readonly refused: string };

interface Deps {
  readonly portalId: number;
  readonly appId: number;
  readonly clientSecret: string;
  readonly user: User;
  readonly now: () => Date;
}

const MEGABYTE = 1024 * 1024;
const LONGEST_MS = 120_000;
const AT_ONCE = 20;

/**
 * HubSpot's part of `hubspot.fetch`: it lets through what the app's project permits, says in the address who asks from
 * which account, signs, asks the app's server, and once more where that failed. Nothing but a bug throws.
 */
export function fetchFor(deps: Deps): (project: Project, raw: unknown) => Promise<Answered> {
  let underWay = 0;
  return async (project, raw) => {
    const read = Asked.safeParse(raw);
    if (!read.success) return { refused: `hubspot.fetch: ${z.prettifyError(read.error)}` };
    const refused = refusalOf(read.data, project);
    if (refused !== undefined) return { refused: `hubspot.fetch: ${refused}` };
    if (underWay >= AT_ONCE) return said(429, `An account has at most ${AT_ONCE} requests under way.`);
    underWay += 1;
    try {
      return await twice(() => ask(read.data, project, deps));
    } finally {
      underWay -= 1;
    }
  };
}

/** What HubSpot would not send. */
function refusalOf({ url, headers, body }: Asked, { permitted }: Project): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed) return `${url} is no address`;
  if (!permitted.fetch.some((one) => isUnder(parsed, one))) {
    return `${parsed.origin} is not in permittedUrls.fetch of the app`;
  }
  const names = Object.keys(headers).filter((name) => name.toLowerCase() !== 'authorization');
  if (names.length > 0) return `only the header Authorization is allowed, not ${names.join(', ')}`;
  if (body && Buffer.byteLength(JSON.stringify(body)) > MEGABYTE) return 'the body is larger than 1 MB';
  return undefined;
}

function isUnder(url: URL, permitted: string): boolean {
  const allowed = URL.parse(permitted);
  if (!allowed || allowed.origin !== url.origin) return false;
  const path = allowed.pathname.replace(/\/$/, '');
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}

async function twice(once: () => Promise<Answered>): Promise<Answered> {
  const first = await once();
  return 'status' in first && first.status >= 500 && first.status !== 504 ? once() : first;
}

async function ask(asked: Asked, { proxy }: Project, deps: Deps): Promise<Answered> {
  const { method, timeout, headers } = asked;
  const url = addressOf(asked.url, proxy, deps);
  const body = asked.body && method !== 'GET' ? JSON.stringify(asked.body) : '';
  const request = { method, url, body };
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.min(timeout, LONGEST_MS)),
      headers: {
        ...headers,
        ...(body !== '' && { 'Content-Type': 'application/json' }),
        ...signatureV2(deps.clientSecret, request),
        ...signatureV3(deps.clientSecret, request, deps.now()),
      },
      ...(body !== '' && { body }),
    });
    const text = await response.text();
    if (Buffer.byteLength(text) > MEGABYTE) return said(502, 'The answer is larger than 1 MB.');
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? 'text/plain',
      body: text,
    };
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return late
      ? said(504, 'The app’s server took too long.')
      : said(502, 'The app’s server is out of reach.');
  }
}

/** Where the app runs, with the account and the person behind whatever the card asked for. */
function addressOf(named: string, proxy: Project['proxy'], { user, portalId, appId }: Deps): string {
  const { origin, pathname, search } = new URL(named);
  const who = { userId: user.id, portalId, userEmail: user.email, appId };
  // What the card wrote stays as it wrote it: it is part of what is signed.
  const added = Object.entries(who).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${proxy[origin] ?? origin}${pathname}${search}${search === '' ? '?' : '&'}${added.join('&')}`;
}

const said = (status: number, message: string): Answered => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ status: 'error', message }),
});
