import type { Request } from 'express';
import type { Inbound } from '../ports/crm.ts';

/** A request as it arrived, for whoever verifies its signature. Its body must have been read as raw bytes, if at all. */
export function inboundOf(req: Request): Inbound {
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const body: unknown = req.body;
  return {
    method: req.method,
    path: req.originalUrl,
    headers,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}
