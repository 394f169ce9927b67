import { IdResolver } from '@atproto/identity';
import { Firehose } from '@atproto/sync';
import { serveLine } from './line-server.ts';

/** A frame of Jetstream v1, before it is written. */
interface Frame {
  readonly did: string;
  readonly time_us: number;
  readonly kind: 'commit' | 'identity' | 'account';
  readonly commit?: { readonly collection: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

interface Wanted {
  readonly wantedCollections: readonly string[];
  readonly wantedDids: readonly string[];
}

export interface Jetstream {
  readonly url: string;
  /** Everything that happened so far, and what who listens asked for. */
  readonly frames: readonly Frame[];
  readonly asked: readonly Wanted[];
  /** The cursors of those who came, in microseconds. */
  readonly cursors: readonly number[];
  /** Breaks every connection. */
  hangUp(): void;
  close(): Promise<void>;
}

/**
 * Simulator of a Jetstream v1 server (bluesky-social/jetstream): what it tells is translated from the firehose of a real
 * PDS, read by Bluesky's own reader. It cuts by `wantedCollections` (commits only) and `wantedDids`, waits for the hello
 * that `requireHello` announces, and replays from `cursor` on, that moment included.
 */
export async function startJetstream(pdsUrl: string, plcUrl: string): Promise<Jetstream> {
  const frames: Frame[] = [];
  const listeners = new Set<(frame: Frame) => void>();
  const [asked, cursors]: [Wanted[], number[]] = [[], []];
  const firehose = readFirehose(pdsUrl, plcUrl, (frame) => {
    frames.push(frame);
    for (const told of listeners) told(frame);
  });
  const server = await serveLine((socket, request) => {
    const query = new URL(request.url ?? '/', 'http://jetstream.test').searchParams;
    if (query.get('requireHello') !== 'true') return socket.close(1008, 'this simulator waits for a hello');
    let wanted: Wanted | undefined;
    const tell = (frame: Frame) => {
      if (wanted && wants(wanted, frame)) socket.send(JSON.stringify(frame));
    };
    cursors.push(Number(query.get('cursor')));
    socket.on('close', () => listeners.delete(tell));
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as { type: string; payload: Wanted };
      if (type !== 'options_update' || payload.wantedDids.length > 10_000) return socket.close(1007);
      const isFirst = wanted === undefined;
      wanted = payload;
      asked.push(payload);
      if (!isFirst) return;
      for (const frame of frames) if (frame.time_us >= Number(query.get('cursor'))) tell(frame);
      listeners.add(tell);
    });
  });
  return {
    ...{ url: server.url, frames, asked, cursors, hangUp: server.hangUp },
    close: async () => {
      server.close();
      await firehose.destroy();
    },
  };
}

function wants({ wantedCollections, wantedDids }: Wanted, { did, commit }: Frame): boolean {
  if (wantedDids.length > 0 && !wantedDids.includes(did)) return false;
  return !commit || wantedCollections.length === 0 || wantedCollections.includes(commit.collection);
}

function readFirehose(pdsUrl: string, plcUrl: string, told: (frame: Frame) => void): Firehose {
  const firehose = new Firehose({
    service: pdsUrl.replace('http:', 'ws:'),
    idResolver: new IdResolver({ plcUrl, fetch }),
    getCursor: () => 0,
    unauthenticatedCommits: true,
    unauthenticatedHandles: true,
    onError: () => undefined,
    handleEvent: (event) => {
      const { did, seq, time } = event;
      const head = { did, time_us: Date.parse(time) * 1000 };
      if (event.event === 'sync') return;
      if (event.event === 'identity') {
        const identity = { did, seq, time, ...(event.handle !== undefined && { handle: event.handle }) };
        return told({ ...head, kind: 'identity', identity });
      }
      if (event.event === 'account') {
        const { active, status } = event;
        return told({ ...head, kind: 'account', account: { active, did, seq, time, status } });
      }
      const { rev, event: operation, collection, rkey } = event;
      const record = event.event === 'delete' ? {} : { record: event.record, cid: String(event.cid) };
      told({ ...head, kind: 'commit', commit: { rev, operation, collection, rkey, ...record } });
    },
  });
  void firehose.start();
  return firehose;
}
