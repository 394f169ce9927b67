import type { NextFunction, Request, Response } from 'express';
import { PortalRefusal } from './refusal.ts';

export interface Traffic {
  /** Counts a request, and refuses it when the app asks too often. */
  readonly limit: (req: Request, res: Response, next: NextFunction) => void;
  /** How often each was asked, as `METHOD /path`, record ids written as `{id}`; refused ones included. */
  requests(): Readonly<Record<string, number>>;
}

export interface TrafficOptions {
  readonly now: () => Date;
  /** HubSpot lets an OAuth app ask 110 times in 10 s, per portal. */
  readonly requests: number;
  readonly perSeconds: number;
}

/** HubSpot's limit and its headers. */
export function openTraffic({ now, requests, perSeconds }: TrafficOptions): Traffic {
  const counts = new Map<string, number>();
  let recent: number[] = [];
  return {
    limit: (req, res, next) => {
      const path = req.originalUrl.replace(/\?.*$/s, '').replace(/\/\d+$/, '/{id}');
      const name = `${req.method} ${path}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const at = now().getTime();
      recent = recent.filter((one) => one > at - perSeconds * 1000);
      const [oldest = at] = recent;
      const allowed = recent.length < requests;
      if (allowed) recent.push(at);
      res.set({
        'X-HubSpot-RateLimit-Interval-Milliseconds': String(perSeconds * 1000),
        'X-HubSpot-RateLimit-Max': String(requests),
        'X-HubSpot-RateLimit-Remaining': String(requests - recent.length),
      });
      if (allowed) return next();
      res.set('Retry-After', String(Math.max(1, Math.ceil((oldest + perSeconds * 1000 - at) / 1000))));
      throw new PortalRefusal(429, 'RATE_LIMITS', 'You have reached your ten_secondly_rolling limit.', {
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
      });
    },
    requests: () => Object.fromEntries(counts),
  };
}
