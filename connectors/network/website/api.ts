import { LRUCache } from 'lru-cache';
import robotsParser from 'robots-parser';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { Page } from './wire.ts';

export type Tools = Pick<NetworkTools<unknown>, 'ask' | 'now'>;

/** The name that robots.txt files know us by. */
const ROBOT = 'Kith';
/** RFC 9309: rules are to be read again after a day, and half a megabyte of them is enough. */
const RULES_MS = 86_400_000;
const RULES_BYTES = 512_000;
const PAGE_BYTES = 2_000_000;
const HOSTS = 1_000;

type MayRead = (url: URL) => boolean;

// The package is CommonJS that exports the function itself; its types claim a `default` inside.
const readRules = robotsParser as unknown as typeof robotsParser.default;

/** Asks the rules of each host once a day, and only then its pages. */
export function openVisitor(tools: Tools): { page(url: URL): Promise<Page | undefined> } {
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

  return {
    page: async (url) => {
      await insist(url);
      const page = await askPage(tools, url);
      // A redirect may have led to a host whose rules were not asked yet: what it does not want read is dropped.
      if (page && page.url.origin !== url.origin) await insist(page.url);
      return page;
    },
  };
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
    const kind = failureOfStatus(answer.status);
    // There is no account of ours that could be connected again: who asks for one does not show this to us.
    if (kind) throw trouble(kind === 'unauthorized' ? 'forbidden' : kind, answer, url, tools.now());
    const type = answer.headers.get('content-type') ?? 'text/html';
    if (answer.status !== 200 || !/^\s*(text\/html|application\/xhtml\+xml)\b/i.test(type)) return undefined;
    return {
      url: new URL(answer.url),
      html: answer.text,
      links: answer.headers.get('link'),
      robots: answer.headers.get('x-robots-tag'),
    };
  });
}

function trouble(kind: Failure['kind'], { status, headers }: Answer, { host }: URL, now: Date): Failure {
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  return new Failure(kind, `${host} answered ${status}`, { retryAfterMs });
}
