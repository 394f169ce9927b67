import type { NextFunction, Request, Response } from 'express';
import { PortalRefusal } from './refusal.ts';

/** HubSpot on a bad day: the next requests that fit are answered so. */
export interface Strike {
  readonly times: number;
  readonly status: 429 | 500 | 502 | 503 | 423 | 477;
  /** Of the path; absent: any. */
  readonly path?: RegExp;
  readonly retryAfterSeconds?: number;
}

export interface Traffic {
  /** Counts a request, and refuses it when the app asks too often. */
  readonly limit: (req: Request, res: Response, next: NextFunction) => void;
  /** How often each was asked, as `METHOD /path`, record ids written as `{id}`; refused ones included. */
  requests(): Readonly<Record<string, number>>;
  strike(strike: Strike): void;
}

export interface TrafficOptions {
  readonly now: () => Date;
  /** HubSpot lets an OAuth app ask 110 times in 10 s, per portal. */
  readonly requests: number;
  readonly perSeconds: number;
}

const SEARCH = /^\/crm\/objects\/[^/]+\/[^/]+\/search$/;
/** Of all apps of an account together. */
const SEARCHES_A_SECOND = 5;

/** HubSpot's limits: one for most of the API, with headers, and one for search, without. The token endpoint has none here. */
export function openTraffic({ now, requests, perSeconds }: TrafficOptions): Traffic {
  const counts = new Map<string, number>();
  const strikes = openStrikes();
  const most = openWindow(requests, perSeconds * 1000);
  const search = openWindow(SEARCHES_A_SECOND, 1_000);
  return {
    limit: (req, res, next) => {
      const path = req.originalUrl.replace(/\?.*$/s, '').replaceAll(/\/\d+(?=\/|$)/g, '/{id}');
      const name = `${req.method} ${path}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      strikes.meet(path, res);
      const atMs = now().getTime();
      if (SEARCH.test(path)) {
        if (search.take(atMs).allowed) return next();
        throw tooOften('SECONDLY', 'You have reached your secondly limit.');
      }
      if (!path.startsWith('/crm/')) return next();
      const { allowed, left, waitMs } = most.take(atMs);
      res.set({
        'X-HubSpot-RateLimit-Interval-Milliseconds': String(perSeconds * 1000),
        'X-HubSpot-RateLimit-Max': String(requests),
        'X-HubSpot-RateLimit-Remaining': String(left),
      });
      if (allowed) return next();
      res.set('Retry-After', String(Math.max(1, Math.ceil(waitMs / 1000))));
      throw tooOften('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.');
    },
    requests: () => Object.fromEntries(counts),
    strike: strikes.add,
  };
}

function openWindow(requests: number, lengthMs: number) {
  let recent: number[] = [];
  return {
    take: (atMs: number) => {
      recent = recent.filter((one) => one > atMs - lengthMs);
      const [oldest = atMs] = recent;
      const allowed = recent.length < requests;
      if (allowed) recent.push(atMs);
      return { allowed, left: requests - recent.length, waitMs: oldest + lengthMs - atMs };
    },
  };
}

function openStrikes() {
  let strikes: Strike[] = [];
  return {
    add: (strike: Strike) => void strikes.push(strike),
    meet: (path: string, res: Response) => {
      const struck = strikes.find((one) => one.path?.test(path) ?? true);
      if (!struck) return;
      const rest = { ...struck, times: struck.times - 1 };
      strikes = strikes.flatMap((one) => (one === struck ? (rest.times > 0 ? [rest] : []) : [one]));
      if (struck.retryAfterSeconds !== undefined) res.set('Retry-After', String(struck.retryAfterSeconds));
      if (struck.status === 429) throw tooOften('TEN_SECONDLY_ROLLING', 'Too many requests');
      throw new PortalRefusal(struck.status, 'INTERNAL_ERROR', 'A bad day');
    },
  };
}

function tooOften(policyName: string, message: string): PortalRefusal {
  return new PortalRefusal(429, 'RATE_LIMITS', message, { errorType: 'RATE_LIMIT', policyName });
}
