import type { NextFunction, Request, Response } from 'express';
import { OrgRefusal } from './refusal.ts';

/** Salesforce on a bad day: the next calls that fit are answered so. */
export interface Fault {
  readonly times: number;
  /** Of the path and query; absent: any. */
  readonly path?: RegExp;
  readonly method?: string;
  /** 500 unless told. */
  readonly status?: number;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
  /** Milliseconds before the answer; without a status and a body the call is answered as ever, only later. */
  readonly delay?: number;
  /** The connection is cut instead of an answer. */
  readonly destroy?: true;
  /** The call is done before the connection is cut or the fault is answered. */
  readonly after?: true;
}

/** A call as it came in: neither its tokens nor its body are kept. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

export interface Traffic {
  readonly watch: (req: Request, res: Response, next: NextFunction) => void;
  /** Counts an API call, and refuses it when the day's are used up. Says the usage on every answer. */
  readonly limit: (req: Request, res: Response, next: NextFunction) => void;
  fail(fault: Fault): void;
  readonly usage: { used: number; limit: number };
  readonly log: readonly Logged[];
  /** How often each was asked, as `METHOD /path`, ids written as `{id}`. */
  counts(): Readonly<Record<string, number>>;
  forget(): void;
}

const SECRET = new Set(['authorization', 'cookie']);
const LOG = 10_000;

export function openTraffic(dailyLimit: number): Traffic {
  const usage = { used: 0, limit: dailyLimit };
  const log: Logged[] = [];
  const faults = openFaults();
  const counts = new Map<string, number>();
  return {
    usage,
    log,
    watch: (req, res, next) => {
      log.push(loggedOf(req));
      if (log.length > LOG) log.shift();
      const name = `${req.method} ${kindOf(req.originalUrl)}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const fault = faults.meet(req);
      if (fault) strike(fault, req, res, next);
      else next();
    },
    limit: (_req, res, next) => {
      const over = usage.used >= usage.limit;
      if (!over) usage.used += 1;
      res.set('Sforce-Limit-Info', `api-usage=${usage.used}/${usage.limit}`);
      if (over) throw new OrgRefusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      next();
    },
    fail: faults.add,
    counts: () => Object.fromEntries(counts),
    forget: () => {
      counts.clear();
      log.length = 0;
    },
  };
}

function openFaults() {
  let faults: Fault[] = [];
  return {
    add: (fault: Fault) => void faults.push(fault),
    meet: ({ method, originalUrl }: Request): Fault | undefined => {
      const met = faults.find(
        ({ path, method: only }) => (path?.test(originalUrl) ?? true) && (only ?? method) === method,
      );
      faults = faults.flatMap((one) => {
        if (one !== met) return [one];
        return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
      });
      return met;
    },
  };
}

function strike(fault: Fault, req: Request, res: Response, next: NextFunction): void {
  const { status = 500, body = [{ message: 'A bad day', errorCode: 'UNKNOWN_EXCEPTION' }] } = fault;
  const [json, send, end] = [res.json.bind(res), res.send.bind(res), res.end.bind(res)];
  const answer = () => {
    if (fault.destroy) return void req.socket.destroy();
    res.json = json;
    res.send = send;
    res.end = end;
    res.status(status);
    if (typeof body === 'string') send(body);
    else json(body);
  };
  const late = () => void setTimeout(answer, fault.delay ?? 0);
  const { delay, destroy } = fault;
  const slow = delay !== undefined && fault.status === undefined && fault.body === undefined && !destroy;
  if (slow) return void setTimeout(next, fault.delay);
  if (!fault.after) return late();
  const instead = () => {
    late();
    return res;
  };
  res.json = instead;
  res.send = instead;
  res.end = instead;
  next();
}

function loggedOf({ method, originalUrl, headers }: Request): Logged {
  const kept = Object.entries(headers).filter(([name]) => !SECRET.has(name));
  return {
    method,
    path: originalUrl,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    bytes: Number(headers['content-length'] ?? 0),
  };
}

/** An id is whatever stands where one stands: a record's, a job's, a page's. */
function kindOf(url: string): string {
  return url
    .replace(/\?.*$/s, '')
    .replace(/^\/services\/data\/v\d+\.0/, '')
    .replaceAll(/\/[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?(-\d+)?(?=\/|$)/g, '/{id}');
}
