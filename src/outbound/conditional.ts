import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answer, Outgoing } from '../ports/outgoing.ts';
import type { Now } from '../ports/runtime.ts';
import type { Exchange } from './exchange.ts';

const MOST_CHARACTERS = 32_000_000;
/** Well under the day within which anything deleted elsewhere must be gone here. */
const KEPT_MS = 12 * 3_600_000;
const NOT_MODIFIED = 304;

interface Kept {
  readonly answer: Answer;
  readonly condition: Readonly<Record<string, string>>;
}

/**
 * Asks again only for what changed (RFC 9110, conditional requests): a host that gave its answer a name or a date is asked
 * with it, and when it says that nothing changed, the answer is the one it gave before. Nothing is answered without
 * asking; what was asked with other headers, a key among them, is another question.
 */
export function conditional(exchange: Exchange, now: Now): Exchange {
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ answer }) => answer.text.length + 1_000,
    ...{ ttl: KEPT_MS, ttlResolution: 0, perf: { now: () => now().getTime() } },
  });
  return {
    close: () => exchange.close(),
    send: async (request, rerouteTo, signal) => {
      if (!mayBeKept(request)) return exchange.send(request, rerouteTo, signal);
      const key = keyOf(request, rerouteTo);
      const known = kept.get(key);
      const asked = known ? { ...request, headers: { ...request.headers, ...known.condition } } : request;
      const answer = await exchange.send(asked, rerouteTo, signal);
      if (known && answer.status === NOT_MODIFIED) return known.answer;
      const condition = answer.status === 200 ? conditionOf(answer) : undefined;
      // Of hosts that are never asked again nothing stays either.
      kept.purgeStale();
      if (condition) kept.set(key, { answer, condition });
      else kept.delete(key);
      return answer;
    },
  };
}

function mayBeKept({ method = 'GET', headers = {} }: Outgoing): boolean {
  const own = Object.keys(headers).some((name) => /^if-/i.test(name));
  return method === 'GET' && !own;
}

/** No key stands in memory in plain text for longer than its question takes. */
function keyOf({ url, headers }: Outgoing, rerouteTo: string | undefined): string {
  const question = JSON.stringify([String(url), rerouteTo, Object.entries(headers ?? {}).toSorted()]);
  return createHash('sha256').update(question).digest('base64');
}

function conditionOf({ headers }: Answer): Kept['condition'] | undefined {
  if (/\bno-store\b/i.test(headers.get('cache-control') ?? '')) return undefined;
  const [name, date] = [headers.get('etag'), headers.get('last-modified')];
  if (name !== null) return { 'if-none-match': name };
  return date === null ? undefined : { 'if-modified-since': date };
}
