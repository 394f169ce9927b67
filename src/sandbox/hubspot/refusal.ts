import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { z } from 'zod';

/** What a portal answers when it does not do what it was asked, in HubSpot's error shape. */
export class PortalRefusal extends Error {
  readonly status: number;
  readonly category: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, category: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.name = 'PortalRefusal';
    this.status = status;
    this.category = category;
    this.more = more;
  }
}

export const notFound = (what: string) => new PortalRefusal(404, 'OBJECT_NOT_FOUND', `${what} not found`);
export const invalid = (message: string, more: Record<string, unknown> = {}) =>
  new PortalRefusal(400, 'VALIDATION_ERROR', message, more);

export function bodyOf({ message, category, more }: PortalRefusal): Record<string, unknown> {
  return { status: 'error', message, correlationId: randomUUID(), category, ...more };
}

/** A request's body or query as the API knows it. @throws PortalRefusal 400, for a key it does not know as well. */
export function readRequest<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const errors = read.error.issues.map(({ message, path }) => ({ message, in: path.join('.') }));
  throw invalid(`Invalid input: ${errors[0]?.in ?? ''} ${errors[0]?.message ?? ''}`, { errors });
}

/** The last station of the API: refusals as they are, an unreadable body as 400, and a bug as 500. */
export function answerRefusals(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return next(error);
  const unreadable = error instanceof Error && 'type' in error && String(error.type).startsWith('entity.');
  const refusal =
    error instanceof PortalRefusal
      ? error
      : unreadable
        ? invalid('Invalid input JSON')
        : new PortalRefusal(500, 'INTERNAL_ERROR', 'The simulator has a bug');
  res.status(refusal.status).json(bodyOf(refusal));
}
