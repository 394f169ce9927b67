import type { NextFunction, Request, Response } from 'express';

/** What an org answers when it does not do what it was asked, in Salesforce's words. */
export class OrgRefusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  /** Fields of the record that are to blame; absent where the platform names none. */
  readonly fields: readonly string[] | undefined;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    errorCode: string,
    message: string,
    fields?: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'OrgRefusal';
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
    this.more = more;
  }
}

/** A record that is not written, for a reason in itself. */
export const badRecord = (errorCode: string, message: string, fields: readonly string[] = []) =>
  new OrgRefusal(400, errorCode, message, fields);
export const invalidField = (column: string, object: string) =>
  badRecord('INVALID_FIELD', `No such column '${column}' on sobject of type ${object}`);
export const deleted = () => new OrgRefusal(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
export const noResource = () => new OrgRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
export const unreadable = (message: string) => new OrgRefusal(400, 'JSON_PARSER_ERROR', message);

/** As a single call's error: an array of one. */
export function errorBody({ message, errorCode, fields, more }: OrgRefusal): readonly object[] {
  return [{ message, errorCode, ...(fields ? { fields } : {}), ...more }];
}

/** As an item's error in an answer about several records. */
export function itemError({ message, errorCode, fields = [] }: OrgRefusal): object {
  return { success: false, errors: [{ statusCode: errorCode, message, fields }] };
}

/** Runs one item of several. @returns what it returned, or its refusal; anything else that is thrown is a bug */
export function attempt<T>(item: () => T): T | OrgRefusal {
  try {
    return item();
  } catch (error) {
    if (error instanceof OrgRefusal) return error;
    throw error;
  }
}

/** The last station: refusals as they are, an unreadable body as 400, and a bug as 500. */
export function answerRefusals(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return next(error);
  const refusal =
    error instanceof OrgRefusal
      ? error
      : error instanceof Error && 'type' in error && String(error.type).startsWith('entity.')
        ? unreadable('The HTTP entity body is not readable')
        : new OrgRefusal(500, 'UNKNOWN_EXCEPTION', 'The simulator has a bug');
  res.status(refusal.status).json(errorBody(refusal));
}
