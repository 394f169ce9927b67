import { decodeAll } from '@atproto/lex-cbor';
import { z } from 'zod';

const Header = z.object({ op: z.union([z.literal(1), z.literal(-1)]), t: z.string().optional() });
const numbered = { seq: z.int().nonnegative(), time: z.string().max(60) };
const whose = { ...numbered, did: z.string() };

/** Of each kind of frame what is ours (lexicon `com.atproto.sync.subscribeRepos`). */
const FRAMES: Readonly<Record<string, z.ZodType<Frame>>> = {
  '#commit': z
    .looseObject({ ...numbered, repo: z.string(), rev: z.string() })
    .transform((body) => ({ ...pick(body), did: body.repo, kind: 'commit', rev: body.rev, body }) as const),
  '#identity': z
    .object(whose)
    .transform((body) => ({ ...body, kind: 'identity', identity: { time: body.time } }) as const),
  '#account': z
    .object({ ...whose, active: z.boolean(), status: z.string().optional() })
    .transform(({ active, status, ...body }) => {
      const account = { time: body.time, active, ...(status !== undefined && { status }) };
      return { ...body, kind: 'account', account } as const;
    }),
  '#sync': z
    .object({ ...whose, rev: z.string() })
    .transform(({ rev, ...body }) => ({ ...body, kind: 'sync', sync: { rev } }) as const),
  '#info': z.object({ name: z.string() }).transform(({ name }) => ({ kind: 'info', name }) as const),
};
const Refusal = z.object({ error: z.string() });

interface Told {
  readonly did: string;
  readonly seq: number;
  readonly time: string;
}
/** A commit as it came: what it says is believed only when it is verified. */
export type CommitFrame = Told & { readonly kind: 'commit'; readonly rev: string; readonly body: object };
export type Frame =
  | CommitFrame
  | (Told & { readonly kind: 'identity'; readonly identity: { readonly time: string } })
  | (Told & {
      readonly kind: 'account';
      readonly account: { readonly time: string; readonly active: boolean; readonly status?: string };
    })
  | (Told & { readonly kind: 'sync'; readonly sync: { readonly rev: string } })
  | { readonly kind: 'info'; readonly name: string }
  | { readonly kind: 'error'; readonly error: string };

/** One frame of an event stream (atproto.com/specs/event-stream): a header and a body in DAG-CBOR. Undefined for odd ones. */
export function frameIn(raw: Uint8Array): Frame | undefined {
  const [head, body, ...rest] = decoded(raw);
  const header = Header.safeParse(head);
  if (!header.success || rest.length > 0) return undefined;
  const { op, t = '' } = header.data;
  if (op === -1) return { kind: 'error', error: Refusal.safeParse(body).data?.error ?? 'unknown' };
  return Object.hasOwn(FRAMES, t) ? FRAMES[t]?.safeParse(body).data : undefined;
}

function decoded(raw: Uint8Array): readonly unknown[] {
  try {
    return [...decodeAll(raw)];
  } catch {
    return [];
  }
}

const pick = ({ seq, time }: Pick<Told, 'seq' | 'time'>) => ({ seq, time });
