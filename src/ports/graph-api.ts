import { z } from 'zod';
import { jsonOrNone } from '../core/delivered.ts';
import { Failure, failureOfStatus, retryAfter } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import type { NetworkTools } from './network.ts';
import type { Answer } from './outgoing.ts';

/** What every network behind such an API is asked with: a token of the customer's own account. */
export type GraphTools = NetworkTools<{ readonly base: string; readonly token?: string | undefined }>;

type Params = Readonly<Record<string, string | number | undefined>>;

const WireRefusal = z.object({
  error: z.object({ code: z.number().int(), error_subcode: z.number().int().optional() }),
});

/**
 * Codes of refusals → what they are. The status is 400 for most of them.
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
const KINDS: readonly (readonly [from: number, to: number, kind: FailureKind])[] = [
  [1, 2, 'unavailable'],
  [3, 3, 'forbidden'],
  [4, 4, 'rate-limited'],
  [10, 10, 'forbidden'],
  [17, 17, 'rate-limited'],
  [32, 32, 'rate-limited'],
  [102, 102, 'unauthorized'],
  [190, 190, 'unauthorized'],
  [200, 299, 'forbidden'],
  [368, 368, 'forbidden'],
  [613, 613, 'rate-limited'],
  [80_000, 80_014, 'rate-limited'],
];

/** What is asked for does not exist. A wrong parameter of ours has the code 100 as well, and is no absence. */
const ABSENT: readonly (readonly [code: number, subcode?: number])[] = [[100, 33], [110], [803], [24]];

/** Where a refusal does not say how long. */
const WAIT_UNTOLD_MS = 300_000;
/** From here on, in per cent of the hour's budget, the next calls wait. */
const NEARLY_SPENT = 95;

/** Asks for one object or a list of them; undefined for what is not there. @throws Failure */
export function askGraph<S extends z.ZodType>(
  { ask, settings, now }: GraphTools,
  title: string,
  { path, params, schema }: { readonly path: string; readonly params: Params; readonly schema: S },
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  // Not in the URL, where it would be read by everybody who reads URLs.
  const headers = { accept: 'application/json', authorization: `Bearer ${settings.token ?? ''}` };
  return ask({ url, headers, host: 'us', quietAfter }, (answer) => {
    const refusal = WireRefusal.safeParse(jsonOrNone(answer.text)).data?.error;
    if (isAbsence(answer, refusal)) return undefined;
    const kind = kindOf(answer.status, refusal?.code);
    if (kind) throw failureOf(kind, answer, title, now());
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', `${title} answered in an unknown shape`, { cause: parsed.error });
  });
}

type Refusal = z.output<typeof WireRefusal>['error'];

function isAbsence({ status }: Answer, refusal: Refusal | undefined): boolean {
  if (!refusal) return status === 404 || status === 410;
  return ABSENT.some(
    ([code, subcode]) =>
      refusal.code === code && (subcode === undefined || refusal.error_subcode === subcode),
  );
}

function kindOf(status: number, code: number | undefined): FailureKind | undefined {
  const named = code === undefined ? undefined : KINDS.find(([from, to]) => code >= from && code <= to)?.[2];
  if (named) return named;
  return failureOfStatus(status) ?? (code === undefined ? undefined : 'rejected');
}

function failureOf(kind: FailureKind, answer: Answer, title: string, now: Date): Failure {
  const told = retryAfter(answer.headers.get('retry-after'), now);
  const untold = kind === 'rate-limited' ? (regainMs(answer) ?? WAIT_UNTOLD_MS) : undefined;
  return new Failure(kind, `${title} answered ${answer.status}`, { retryAfterMs: told ?? untold });
}

const Used = z.looseObject({
  call_count: z.number().optional(),
  total_time: z.number().optional(),
  total_cputime: z.number().optional(),
  /** Minutes. */
  estimated_time_to_regain_access: z.number().nonnegative().optional(),
});
const AppUsage = Used;
const BusinessUsage = z.record(z.string(), z.array(Used));

/** How much of the hour's budget is used, as the headers say. */
function usage({ headers }: Answer): readonly z.output<typeof Used>[] {
  const app = AppUsage.safeParse(jsonOrNone(headers.get('x-app-usage') ?? '')).data;
  const business = BusinessUsage.safeParse(jsonOrNone(headers.get('x-business-use-case-usage') ?? '')).data;
  return [...(app ? [app] : []), ...Object.values(business ?? {}).flat()];
}

function regainMs(answer: Answer): number | undefined {
  const minutes = Math.max(0, ...usage(answer).map((used) => used.estimated_time_to_regain_access ?? 0));
  return minutes > 0 ? minutes * 60_000 : undefined;
}

/** A budget that is nearly spent asks for quiet before it refuses. */
function quietAfter(answer: Answer): number | undefined {
  const nearly = usage(answer).some(
    ({ call_count: calls = 0, total_time: time = 0, total_cputime: cpu = 0 }) =>
      [calls, time, cpu].some((percent) => percent >= NEARLY_SPENT),
  );
  return regainMs(answer) ?? (nearly ? WAIT_UNTOLD_MS : undefined);
}
