import type { Request } from 'express';
import { Refusal } from './problem.ts';

const JSON_TYPES = ['application/json', 'application/*+json'];

/** The JSON that stands in a body which was read as raw bytes. @throws Refusal 415 for another type, 400 for no JSON. */
export function jsonIn(req: Request): unknown {
  if (!req.is(JSON_TYPES)) throw new Refusal(415, 'Send a JSON body with Content-Type: application/json.');
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(req.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new Refusal(415, 'Send the body as UTF-8.');
  }
  const body: unknown = req.body;
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.isBuffer(body) ? body : undefined),
    );
  } catch {
    throw new Refusal(400, 'The body is no JSON.');
  }
}
