import { Failure } from '../../../src/core/failure.ts';
import type { Happening, Hearing, ListenTools } from '../../../src/ports/stream.ts';
import { frameIn } from './firehose-frame.ts';
import type { Frame } from './firehose-frame.ts';
import { openProofs } from './firehose-proof.ts';
import type { Proofs } from './firehose-proof.ts';
import { happeningOf } from './happening.ts';
import type { StreamSettings } from './stream-settings.ts';

/**
 * Listens to the firehose of a relay or a PDS (`com.atproto.sync.subscribeRepos`): everybody's commits, of which those
 * of accounts that anybody here holds are verified by the keys of their authors. A position is the number of the last
 * frame. Where a commit cannot be verified, the account is asked for instead. @throws Failure
 */
export async function listenToFirehose(
  at: string,
  tools: ListenTools<StreamSettings>,
  { from, heeded, hear, missed }: Hearing,
  signal: AbortSignal,
): Promise<void> {
  const proofs = openProofs(tools);
  let [position, isOutdated] = [from ?? '', false];
  const line = await tools.open(addressOf(at, from), signal);
  // From here on everything comes on the line, which may be quiet for long.
  if (!from) await missed();
  for await (const batch of line.batches) {
    const happened: Happening[] = [];
    for (const raw of batch) {
      const frame = typeof raw === 'string' ? undefined : frameIn(raw);
      if (!frame) continue;
      if (frame.kind === 'error') return refused(frame.error, hear);
      if (frame.kind === 'info') isOutdated ||= frame.name === 'OutdatedCursor';
      else {
        position = String(frame.seq);
        if (heeded.now().has(frame.did)) happened.push(...(await happeningsOf(frame, proofs, tools.now())));
      }
    }
    await hear(happened, position);
    if (isOutdated) await missed();
    isOutdated = false;
  }
}

function addressOf(at: string, cursor: string | undefined): string {
  const url = new URL('/xrpc/com.atproto.sync.subscribeRepos', at);
  if (cursor) url.searchParams.set('cursor', cursor);
  return url.href;
}

/** A number that it never gave out is another relay's: it is listened to anew. @throws Failure for everything else. */
async function refused(error: string, hear: Hearing['hear']): Promise<void> {
  if (error === 'FutureCursor') return hear([], '');
  throw new Failure('unavailable', `The firehose hung up: ${error.slice(0, 40)}`);
}

type Told = Exclude<Frame, { readonly kind: 'error' | 'info' }>;

async function happeningsOf(frame: Told, proofs: Proofs, now: Date): Promise<readonly Happening[]> {
  const time_us = Date.parse(frame.time) * 1000;
  const head = { did: frame.did, time_us: Number.isFinite(time_us) ? time_us : now.getTime() * 1000 };
  const raw = frame.kind === 'commit' ? await proofs.commitsIn(frame) : [{ ...frame, ...head }];
  return raw.flatMap((one) => happeningOf({ ...one, ...head }, now) ?? []);
}
