import { DidResolver, IdResolver, MemoryCache } from '@atproto/identity';
import { parseCommitAuthenticated } from '@atproto/sync';
import { z } from 'zod';
import { Failure, failureOfStatus } from '../../../src/core/failure.ts';
import type { ListenTools } from '../../../src/ports/stream.ts';
import type { CommitFrame } from './firehose-frame.ts';
import { COLLECTIONS } from './happening.ts';
import type { StreamSettings } from './stream-settings.ts';

type Commit = Parameters<typeof parseCommitAuthenticated>[1];
type Told =
  { readonly kind: string; readonly commit: object } | { readonly kind: 'sync'; readonly sync: object };

/** What `parseCommitAuthenticated` looks at; what it verifies by itself, the blocks, it reads by itself. */
const Commit = z.custom<Commit>((body) => {
  const Op = z.looseObject({ action: z.enum(['create', 'update', 'delete']), path: z.string() });
  return z.looseObject({ blocks: z.instanceof(Uint8Array), ops: z.array(Op).max(1000) }).safeParse(body)
    .success;
});

export interface Proofs {
  /** What the author really wrote or deleted; `sync` where it cannot be told. @throws never */
  commitsIn(frame: CommitFrame): Promise<readonly Told[]>;
}

/** Verifies commits by the signing keys in the DID documents of their authors, each asked for once in a while. */
export function openProofs(tools: ListenTools<StreamSettings>): Proofs {
  const ids = new IdResolver();
  ids.did = new Documents(tools);
  return {
    commitsIn: async ({ rev, body }) => {
      const unknown: Told = { kind: 'sync', sync: { rev } };
      const commit = Commit.safeParse(body);
      if (!commit.success || commit.data.tooBig) return [unknown];
      const ours = commit.data.ops.filter(({ path }) => isOurs(path.split('/')[0] ?? ''));
      if (ours.length === 0) return [];
      try {
        const proven = await parseCommitAuthenticated(ids, commit.data, isOurs);
        const told = proven.map((one) => {
          const { collection, rkey, event: operation } = one;
          const record = one.event === 'delete' ? undefined : one.record;
          return { kind: 'commit', commit: { rev, operation, collection, rkey, record } };
        });
        return told.length === ours.length ? told : [...told, unknown];
      } catch {
        // Forged, or of somebody whose key nobody tells us now: what is true is asked for.
        return [unknown];
      }
    },
  };
}

const isOurs = (collection: string) => COLLECTIONS.includes(collection);

const DIRECTORY = 'https://plc.directory';

/** DID documents, asked for through the gate: those of `did:web` are on hosts that people chose. */
class Documents extends DidResolver {
  readonly #tools: ListenTools<StreamSettings>;

  constructor(tools: ListenTools<StreamSettings>) {
    super({ didCache: new MemoryCache() });
    this.#tools = tools;
  }

  override resolveNoCheck(did: string): Promise<unknown> {
    const { ask, settings } = this.#tools;
    const host = did.startsWith('did:web:') ? decodeURIComponent(did.slice('did:web:'.length)) : undefined;
    const url = host
      ? `https://${host}/.well-known/did.json`
      : `${settings.directory ?? DIRECTORY}/${encodeURIComponent(did)}`;
    const headers = { accept: 'application/did+ld+json, application/json' };
    return ask({ url, host: host ? 'people' : 'us', headers }, (answer) => {
      const kind = failureOfStatus(answer.status);
      if (kind) throw new Failure(kind, `The directory of DIDs answered ${answer.status}`);
      return answer.status === 200 ? answer.json() : null;
    });
  }
}
