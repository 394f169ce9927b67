import { z } from 'zod';

/** How far a topic was heard: to this event, or to none since this moment. */
export type Place = { readonly after: number } | { readonly since: Date };
export type Places = ReadonlyMap<string, Place>;

/** The platform keeps events for 72 hours. */
const RETENTION_MS = 72 * 3_600_000;
const REPLAY_BYTES = 8;

const Written = z.record(
  z.string(),
  z.union([z.object({ after: z.base64() }), z.object({ since: z.iso.datetime() })]),
);

/** One opaque string for all topics. */
export function written(places: Places): string {
  return JSON.stringify(
    Object.fromEntries(
      [...places].map(([topic, place]) => [
        topic,
        'after' in place ? { after: encoded(place.after) } : { since: place.since.toISOString() },
      ]),
    ),
  );
}

/**
 * The places a position holds; none for one that was never taken. Undefined when it cannot be read, or when more may
 * have happened since than is kept.
 */
export function placesOf(position: string | undefined, now: Date): Places | undefined {
  const parsed = Written.safeParse(json(position ?? '{}'));
  if (!parsed.success) return undefined;
  const places = new Map<string, Place>();
  for (const [topic, place] of Object.entries(parsed.data)) {
    const read = 'after' in place ? afterOf(place.after) : sinceOf(place.since, now);
    if (!read) return undefined;
    places.set(topic, read);
  }
  return places;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function encoded(replayId: number): string {
  const bytes = Buffer.alloc(REPLAY_BYTES);
  bytes.writeBigUInt64BE(BigInt(replayId));
  return bytes.toString('base64');
}

function afterOf(base64: string): Place | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === REPLAY_BYTES ? { after: Number(bytes.readBigUInt64BE()) } : undefined;
}

function sinceOf(iso: string, now: Date): Place | undefined {
  const since = new Date(iso);
  return now.getTime() - since.getTime() > RETENTION_MS ? undefined : { since };
}
