import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId, NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import type { Happening, Hearing, Listen, ListenTools } from '../../../src/ports/stream.ts';
import { sampleNetwork } from './sample.ts';

/** Ways in which listening can be wrong, each planted alone. */
export const LISTEN_FAULTS = [
  'listens unencrypted',
  'listens to the public network when another is read',
  'names happenings by the clock',
  'names all happenings alike',
  'tells of everybody',
  'heeds only whom it began with',
  'does not wait until it is kept',
  'forgets where it was',
  'gives a position too early',
  'stands still while nobody speaks',
  'does not say what it missed',
  'says what it missed when something comes',
  'says it missed something whenever it begins',
  'breaks at an odd frame',
  'stops at what is none of our business',
  'takes what is none of our business for words',
  'listens on when it is told to end',
  'dates happenings by the clock',
  'believes in the future',
  'guesses what is missing',
  'shows words in an error',
] as const;
export type ListenFault = (typeof LISTEN_FAULTS)[number];
type Has = (fault: ListenFault) => boolean;

const ID = NetworkId.parse('sample');
const Wire = z.object({
  kind: z.enum(['said', 'liked']),
  by: z.string(),
  id: z.string(),
  n: z.int(),
  at: z.coerce.date(),
});
type Wire = z.output<typeof Wire>;

interface Settings {
  readonly base: string;
}

/** A small, right connector of a network that is listened to; with a fault, wrong in exactly that. */
export function sampleListen(fault?: ListenFault): NetworkConnector {
  const has: Has = (one) => one === fault;
  const scheme = has('listens unencrypted') ? 'ws' : 'wss';
  const listen: Listen<Settings> = {
    to: ({ base }) =>
      base === 'https://sample.example' || has('listens to the public network when another is read')
        ? `${scheme}://stream.sample.example`
        : undefined,
    listen: (tools, hearing, signal) => listenIn(scheme, tools, hearing, signal, has),
    events: (body) => events(body, has),
  };
  return { ...sampleNetwork(), listen };
}

// Each fault is one line of what a careless listener does.
// oxlint-disable-next-line complexity
async function listenIn(
  scheme: string,
  { open, now }: ListenTools<Settings>,
  hearing: Hearing,
  signal: AbortSignal,
  has: Has,
): Promise<void> {
  const from = has('forgets where it was') ? undefined : hearing.from;
  const line = await open(`${scheme}://stream.sample.example/?after=${from ?? ''}`, signal);
  const whom = has('heeds only whom it began with') ? new Set(hearing.heeded.now()) : undefined;
  const late = has('says what it missed when something comes');
  if (missesSomething(from, has) && !late) await hearing.missed();
  let position = from ?? '0';
  for await (const batch of line.batches) {
    if (late && position === '0') await hearing.missed();
    const read = batch.map((frame) => wireIn(frame, has)).filter((one) => one !== undefined);
    const ours = read.filter(
      (one) => has('tells of everybody') || (whom ?? hearing.heeded.now()).has(one.by),
    );
    const happened = ours
      .filter(({ kind }) => kind === 'said' || has('takes what is none of our business for words'))
      .map((one) => happening(one, now(), has));
    if (has('stops at what is none of our business') && read.some(({ kind }) => kind === 'liked')) return;
    const moved = has('stands still while nobody speaks') ? ours : read;
    position = String(moved.at(-1)?.n ?? position);
    if (has('gives a position too early')) await hearing.hear([], position);
    const kept = hearing.hear(happened, has('gives a position too early') ? '0' : position);
    if (!has('does not wait until it is kept')) await kept;
  }
  if (has('listens on when it is told to end') && signal.aborted) throw new Error('aborted');
}

const missesSomething = (from: string | undefined, has: Has) =>
  has('says it missed something whenever it begins') ||
  (from === undefined && !has('does not say what it missed'));

function wireIn(frame: string | Uint8Array, has: Has): Wire | undefined {
  try {
    const read = Wire.safeParse(JSON.parse(String(frame)));
    if (read.success) return read.data;
  } catch {
    // None of ours.
  }
  if (has('breaks at an odd frame')) throw new Failure('malformed', 'Sample sent an odd frame');
  return undefined;
}

function happening(wire: Wire, now: Date, has: Has): Happening {
  const at = new Date(Math.min(wire.at.getTime(), has('believes in the future') ? Infinity : now.getTime()));
  const name = has('names all happenings alike') ? 'one' : `${wire.by} ${wire.id}`;
  return {
    id: DeliveryId.parse(has('names happenings by the clock') ? `${name} ${now.getTime()}` : name),
    about: ProfileId.parse(wire.by),
    body: Buffer.from(JSON.stringify({ ...wire, at: has('dates happenings by the clock') ? now : at })),
  };
}

function events(body: Buffer, has: Has): readonly NetworkEvent[] {
  let raw: unknown;
  try {
    raw = JSON.parse(body.toString());
  } catch {
    raw = undefined;
  }
  const read = Wire.safeParse(raw);
  if (!read.success) {
    if (has('guesses what is missing')) return [];
    const shown = has('shows words in an error') ? `: ${body.toString()}` : '';
    throw new Failure('malformed', `Sample was heard in an unknown shape${shown}`);
  }
  const { id, by, at } = read.data;
  const profile = ProfileId.parse(by);
  const url = 'https://sample.example/@ada';
  const provenance = { source: ID, url, fetchedAt: at, basis: 'published by the person' } as const;
  const post = PostId.parse(id);
  return [
    {
      ...{ kind: 'said', id: `said ${id}`, at },
      post: {
        ...{ network: ID, id: post, profile, url, kind: 'post', text: 'On a day', publishedAt: at },
        ...{ conversation: post, counts: {}, provenance },
      },
      by: {
        ...{ network: ID, id: profile, handle: 'ada', url, emails: [], states: [], counts: {} },
        ...{ standing: 'active', reserved: false, provenance },
      },
    },
  ];
}
