import type { Request } from 'express';
import { Refusal } from './problem.ts';
import type { Route } from './route.ts';

/** The bytes of a file that is a body which was read as raw bytes. @throws Refusal 415 for another type. */
export function fileIn(req: Request, { types }: NonNullable<Route['upload']>): Uint8Array {
  if (!req.is([...types])) throw new Refusal(415, `Send the file with Content-Type: ${types.join(' or ')}.`);
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : new Uint8Array();
}
