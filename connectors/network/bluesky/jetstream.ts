import type { Hearing, Heeded, Line, ListenTools } from '../../../src/ports/stream.ts';
import { COLLECTIONS, happeningOf, parsed } from './happening.ts';
import type { StreamSettings } from './stream-settings.ts';

/** What is asked of a Jetstream server (bluesky-social/jetstream, "Consuming Jetstream"). */
const MOST_DIDS = 10_000;
/** Replayed for 36 hours; what comes near may be cut off while we ask. */
const REPLAY_MS = 35 * 3_600_000;
/** Two servers, or one after a restart, may not agree on the last few seconds. */
const REWIND_MS = 5_000;
/** A quiet server sent everything until then. */
const SETTLED_MS = 60_000;
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-zA-Z0-9.-]+)$/;

/**
 * Listens to a Jetstream server: JSON, cut there to the accounts that anybody here holds. A position is the time of
 * the last frame in microseconds, as the server gave it; what is older than its replay is missed. Nothing it sends is
 * signed. @throws Failure
 */
export async function listenToJetstream(
  at: string,
  { open, now }: ListenTools<StreamSettings>,
  { from, heeded, hear, missed }: Hearing,
  signal: AbortSignal,
): Promise<void> {
  const start = now().getTime();
  const known = Number(from ?? Number.NaN) / 1000;
  const isTold = known <= start && start - known < REPLAY_MS;
  const cursor = Math.round(((isTold ? known : start) - REWIND_MS) * 1000);
  let position = isTold ? Number(from) : cursor;
  const line = await open(addressOf(at, cursor), signal);
  const off = heeded.onChange(() => ask(line, heeded));
  try {
    ask(line, heeded);
    if (!isTold) await missed();
    for await (const batch of line.batches) {
      const frames = batch.map((frame) => parsed(frame as string));
      const settled = (now().getTime() - SETTLED_MS) * 1000;
      position = Math.max(
        position,
        batch.length === 0 ? settled : 0,
        ...frames.map((frame) => timeIn(frame, now())),
      );
      const mine = frames.filter((frame) => heeded.now().has(didIn(frame)));
      await hear(
        mine.map((frame) => happeningOf(frame, now())).filter((one) => one !== undefined),
        String(position),
      );
    }
  } finally {
    off();
  }
}

/** Nothing is sent before we said whose words are wanted: there may be too many for an address. */
function addressOf(at: string, cursor: number): string {
  const url = new URL('/subscribe', at);
  url.searchParams.set('requireHello', 'true');
  url.searchParams.set('cursor', String(cursor));
  return url.href;
}

/** More accounts than it takes a list of: everybody's posts come, and are cut here. */
function ask(line: Line, heeded: Heeded): void {
  const dids = [...heeded.now()].filter((did) => DID.test(did));
  const wantedDids = dids.length <= MOST_DIDS ? dids : [];
  const payload = { wantedCollections: COLLECTIONS, wantedDids, maxMessageSizeBytes: 0 };
  line.send(JSON.stringify({ type: 'options_update', payload }));
}

function didIn(frame: unknown): string {
  return typeof frame === 'object' && frame !== null && 'did' in frame ? String(frame.did) : '';
}

/** 0 for a frame that has none, or one that did not come yet. */
function timeIn(frame: unknown, now: Date): number {
  const time = typeof frame === 'object' && frame !== null && 'time_us' in frame ? Number(frame.time_us) : 0;
  return time <= now.getTime() * 1000 ? time : 0;
}
