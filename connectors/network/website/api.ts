import { LRUCache } from 'lru-cache';
import robotsParser from 'robots-parser';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { FeedAnswer } from './hub.ts';
import type { Page } from './wire.ts';

export type Tools = Pick<NetworkTools<unknown>, 'ask' | 'now'>;

/** The name that robots.txt files know us by. */
const ROBOT = 'Kith';
/** RFC 9309: rules are to be read again after a day, and half a megabyte of them is enough. */
const RULES_MS = 86_400_000;
const RULES_BYTES = 512_000;
const PAGE_BYTES = 2_000_000;
const FEED_BYTES = 5_000_000;
const HOSTS = 1_000;

type MayRead = (url: URL) => boolean;

// The package is CommonJS that exports the function itself; its types claim a `default` inside.
const readRules = robotsParser as unknown as typeof robotsParser.default;

/** Reads what robots may read. Undefined for what is not there. */
export interface Visitor {
  page(url: URL): Promise<Page | undefined>;
  /** What stands where a page says that its feed is, and where that was found. */
  feed(url: URL): Promise<FeedAnswer | undefined>;
}

/** Asks the rules of each host once a day, and only then its pages and feeds. */
export function openVisitor(tools: Tools): Visitor {
  const rules = new LRUCache<string, { readonly at: number; readonly mayRead: Promise<MayRead> }>({
    max: HOSTS,
  });

  function rulesOf(origin: string): Promise<MayRead> {
    const known = rules.get(origin);
    const now = tools.now().getTime();
    if (known && now - known.at < RULES_MS) return known.mayRead;
    const mayRead = askRules(tools, origin);
    rules.set(origin, { at: now, mayRead });
    mayRead.catch(() => rules.delete(origin));
    return mayRead;
  }

  async function insist(url: URL): Promise<void> {
    const mayRead = await rulesOf(url.origin);
    if (!mayRead(url)) throw new Failure('forbidden', `${url.host} asks robots not to read this page`);
  }

  async function visit<T extends { readonly url: URL }>(
    url: URL,
    ask: (tools: Tools, url: URL) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    await insist(url);
    const found = await ask(tools, url);
    // A redirect may have led to a host whose rules were not asked yet: what it does not want read is dropped.
    if (found && found.url.origin !== url.origin) await insist(found.url);
    return found;
  }

  return { page: (url) => visit(url, askPage), feed: (url) => visit(url, askFeed) };
}

/** No rules (4xx) allow everything; rules that cannot be had just now allow nothing (RFC 9309 §2.3.1). */
function askRules(tools: Tools, origin: string): Promise<MayRead> {
  const url = new URL('/robots.txt', origin);
  const request = { url, host: 'people', maxBytes: RULES_BYTES, headers: { accept: 'text/plain' } } as const;
  return tools.ask(request, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind === 'unavailable' || kind === 'rate-limited') throw trouble(kind, answer, url, tools.now());
    if (answer.status >= 300) return () => true;
    const rules = readRules(url.href, answer.text);
    return (page) => rules.isAllowed(page.href, ROBOT) !== false;
  });
}

/** Undefined for what is not there or is no page. @throws Failure */
function askPage(tools: Tools, url: URL): Promise<Page | undefined> {
  const headers = { accept: 'text/html,application/xhtml+xml' };
  return tools.ask({ url, host: 'people', maxBytes: PAGE_BYTES, headers }, (answer) => {
    refuse(answer, url, tools.now());
    if (answer.status !== 200 || !isPage(answer, 'text/html')) return undefined;
    return {
      url: new URL(answer.url),
      html: answer.text,
      links: answer.headers.get('link'),
      robots: answer.headers.get('x-robots-tag'),
    };
  });
}

/** A page where a feed was promised says in its words that there is none. @throws Failure */
function askFeed(tools: Tools, url: URL) {
  const accept =
    'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.1';
  return tools.ask({ url, host: 'people', maxBytes: FEED_BYTES, headers: { accept } }, (answer) => {
    refuse(answer, url, tools.now());
    if (answer.status !== 200 || isPage(answer, '')) return undefined;
    return { url: new URL(answer.url), text: answer.text, links: answer.headers.get('link') };
  });
}

function isPage({ headers }: Answer, untold: string): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? untold);
}

/** There is no account of ours that could be connected again: who asks for one does not show this to us. */
function refuse(answer: Answer, url: URL, now: Date): void {
  const kind = failureOfStatus(answer.status);
  if (kind) throw trouble(kind === 'unauthorized' ? 'forbidden' : kind, answer, url, now);
}

function trouble(kind: Failure['kind'], { status, headers }: Answer, { host }: URL, now: Date): Failure {
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  return new Failure(kind, `${host} answered ${status}`, { retryAfterMs });
}
