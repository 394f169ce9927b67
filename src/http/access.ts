import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import type { Installation } from '../ports/store.ts';
import type { HttpDeps, HttpSettings } from './deps.ts';
import { sendPage } from './page.ts';
import type { Page } from './page.ts';
import { Refusal } from './problem.ts';
import { saysSigned, vouchedFor } from './vouched.ts';
import type { Vouched } from './vouched.ts';

/** Who is asking, as far as a request can tell. */
export interface Viewer {
  /** The request came from this machine, by a loopback address. */
  readonly local: boolean;
  /** It brought the access key. */
  readonly keyed: boolean;
  /** A CRM vouches for a person on one of its pages. Then nothing else about the request counts. */
  readonly visitor?: Vouched;
}

/** Whether what is answered stands in a frame. Kith's own pages let nobody frame them. */
export const whereOf = ({ visitor }: Viewer): 'framed' | 'native' => (visitor?.framed ? 'framed' : 'native');

const COOKIE = 'kith_access';
const DAY_MS = 86_400_000;

/**
 * Sample installations are open to requests from this machine, an account's to the people in it; anything else needs
 * the access key.
 */
export function maySee({ visitor, keyed, local }: Viewer, installation: Installation): boolean {
  if (visitor) return installation.id === visitor.installation && installation.status === 'active';
  return keyed || (installation.sample && local);
}

/** Its raw body must have been read. @throws Refusal 401 for a signature that is not genuine. */
export function viewerOf(req: Request, deps: Pick<HttpDeps, 'settings' | 'crms' | 'now'>): Viewer {
  const visitor = vouchedFor(req, deps);
  if (visitor) return { local: false, keyed: false, visitor };
  const { settings } = deps;
  return { local: isLocal(req, settings), keyed: isKeyed(req, settings) };
}

/** Equal without telling by its time where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const digest = (text: string) => createHash('sha256').update(text).digest();

export function cookieOf(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

/**
 * Not readable by scripts, and sent over encrypted lines only where Kith is reached by its public https name: whoever ends
 * the encryption in front of it passes the name on. Plain http is only used on this machine, where a `Secure` cookie would
 * be lost.
 */
export function cookieOptions(req: Request, { publicUrl }: Pick<HttpSettings, 'publicUrl'>): CookieOptions {
  const { protocol, host } = new URL(publicUrl ?? 'http://localhost');
  return { httpOnly: true, secure: req.secure || (protocol === 'https:' && req.headers.host === host) };
}

/** `/?key=…` becomes a cookie that scripts cannot read, and the key leaves the address bar. */
export function keyDoor(settings: HttpSettings, css: string): RequestHandler {
  return (req, res, next) => {
    const given = req.query['key'];
    if (given === undefined) return next();
    if (typeof given !== 'string' || !settings.accessKey || !sameText(given, settings.accessKey)) {
      return sendPage(res, WRONG_KEY, css);
    }
    res.cookie(COOKIE, tokenOf(settings.accessKey, settings.secret), {
      ...cookieOptions(req, settings),
      sameSite: 'strict',
      path: '/',
      maxAge: 30 * DAY_MS,
    });
    const rest = new URL(req.originalUrl, 'http://kith');
    rest.searchParams.delete('key');
    return res.set('Cache-Control', 'no-store').redirect(303, rest.pathname + rest.search);
  };
}

const WRONG_KEY: Page = {
  status: 401,
  title: 'This is not the access key',
  says: ['Open the address that Kith printed when it started: it carries the key.'],
};

/** Refuses names other than ours, so that a page elsewhere cannot rebind its own name to this machine. */
export function hostGuard(settings: HttpSettings): RequestHandler {
  const ours = settings.publicUrl && new URL(settings.publicUrl).hostname;
  return (req, _res, next) => {
    const host = hostnameOf(req.headers.host);
    if (host !== undefined && (isLoopbackName(host) || host === ours)) return next();
    throw new Refusal(
      421,
      'Kith does not answer under this name. Set KITH_PUBLIC_URL to the address people use.',
    );
  };
}

/**
 * Requests that change something and carry their right by themselves (cookie, machine) must come from our own page.
 * Whoever brings a token or a signature does not: no other site can make a browser send those. A name and password
 * (RFC 7617), as a proxy in front may ask for, a browser sends by itself, whichever site asks it to.
 */
export function sameOriginGuard(crms: HttpDeps['crms']): RequestHandler {
  return (req, _res, next) => {
    const safe = req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
    const brings = bearerOf(req) !== undefined || saysSigned(req, crms);
    if (safe || brings || isSameOrigin(req)) return next();
    throw new Refusal(403, 'Another site sent this request. Open Kith itself to do this.');
  };
}

function isSameOrigin(req: Request): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = req.headers;
  // Neither header: no browser sent it.
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

const tokenOf = (key: string, secret: string) =>
  createHmac('sha256', secret).update(`access ${key}`).digest('base64url');

const bearerOf = (req: Request) => /^Bearer +(.+)$/i.exec(req.headers.authorization ?? '')?.[1];

function isKeyed(req: Request, { accessKey, secret }: HttpSettings): boolean {
  if (!accessKey) return false;
  const bearer = bearerOf(req);
  if (bearer !== undefined) return sameText(bearer, accessKey);
  const cookie = cookieOf(req, COOKIE);
  return cookie !== undefined && sameText(cookie, tokenOf(accessKey, secret));
}

function isLocal(req: Request, settings: HttpSettings): boolean {
  const forwarded = req.headers['x-forwarded-for'] ?? req.headers['forwarded'];
  if (forwarded !== undefined && settings.trustProxy === undefined) return false;
  const host = hostnameOf(req.headers.host);
  const ip = req.ip ?? '';
  return (
    host !== undefined &&
    isLoopbackName(host) &&
    ipaddr.isValid(ip) &&
    ipaddr.process(ip).range() === 'loopback'
  );
}

function hostnameOf(host: string | undefined): string | undefined {
  const url = `http://${host ?? ''}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

function isLoopbackName(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback');
}
