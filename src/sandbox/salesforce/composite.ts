import { z } from 'zod';
import { ok } from './calls.ts';
import type { Call, Reply, Resource } from './calls.ts';
import { OrgRefusal, attempt, badRecord, errorBody, unreadable } from './refusal.ts';
import type { Perform } from './resources.ts';

const MOST = 25;
const Part = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string(),
  referenceId: z.string().regex(/^\w+$/),
  body: z.unknown().optional(),
});
const Body = z.object({ allOrNone: z.boolean().default(false), compositeRequest: z.array(Part).min(1) });
type Part = z.output<typeof Part>;

interface PartReply {
  readonly body: unknown;
  readonly httpHeaders: object;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** `/composite`: up to 25 calls after one another, where each may speak of the answers before it. */
export function compositeResource(perform: () => Perform): Resource {
  return { path: '/composite', methods: { POST: (call) => answered(call, perform()) } };
}

function answered({ tx, body }: Call, perform: Perform): Reply {
  const read = Body.safeParse(body);
  if (!read.success)
    throw unreadable(`Unrecognized or missing field "${read.error.issues[0]?.path.join('.') ?? ''}"`);
  const { allOrNone, compositeRequest: parts } = read.data;
  if (parts.length > MOST) {
    throw new OrgRefusal(400, 'LIMIT_EXCEEDED', `The request can’t contain more than ${MOST} operations.`);
  }
  const replies: PartReply[] = [];
  for (const part of parts) {
    const halted = allOrNone && replies.some(({ httpStatusCode }) => httpStatusCode >= 400);
    const reply = halted
      ? HALTED
      : attempt(() =>
          tx.part(() => {
            const url = new URL(filled(part.url, replies), 'http://org');
            const path = url.pathname.replace(/^\/services\/data\/v\d+\.0/, '');
            const inner = filledIn(part.body, replies);
            return perform({ method: part.method, path, query: url.searchParams, body: inner, tx });
          }),
        );
    replies.push(replyOf(part, reply));
  }
  const failed = replies.some(({ httpStatusCode }) => httpStatusCode >= 400);
  if (!allOrNone || !failed) return ok({ compositeResponse: replies });
  tx.rollBack();
  const compositeResponse = replies.map((reply) =>
    reply.httpStatusCode >= 400 ? reply : { ...reply, body: errorBody(HALTED), httpStatusCode: 400 },
  );
  return ok({ compositeResponse });
}

const HALTED = badRecord(
  'PROCESSING_HALTED',
  'The transaction was rolled back since another operation in the same transaction failed.',
);

function replyOf({ referenceId }: Part, reply: Reply | OrgRefusal): PartReply {
  return reply instanceof OrgRefusal
    ? { body: errorBody(reply), httpHeaders: {}, httpStatusCode: reply.status, referenceId }
    : { body: reply.body ?? null, httpHeaders: {}, httpStatusCode: reply.status, referenceId };
}

/** `@{ref.id}` and `@{ref.records[0].Name}` as the answer of that part has it. @throws OrgRefusal for none */
function filled(text: string, replies: readonly PartReply[]): string {
  return text.replaceAll(/@\{(\w+)\.([^}]+)\}/g, (whole, reference: string, path: string) => {
    const reply = replies.find(({ referenceId }) => referenceId === reference);
    const value = reply && at(reply.body, path.replaceAll(/\[(\d+)\]/g, '.$1').split('.'));
    if (value === undefined || value === null || typeof value === 'object') {
      throw badRecord(
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${whole.slice(2, -1)} found in ${reference}`,
      );
    }
    return String(value);
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}

function filledIn(value: unknown, replies: readonly PartReply[]): unknown {
  if (typeof value === 'string') return filled(value, replies);
  if (Array.isArray(value)) return value.map((one) => filledIn(one, replies));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledIn(one, replies)]));
}
