import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { hubChallenge } from '../../../src/core/hub-handshake.ts';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId, NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import type { NetworkEvent, Push, Pushed } from '../../../src/ports/push.ts';
import { sampleNetwork } from './sample.ts';

/** Ways in which verifying and reading deliveries can be wrong, each planted alone. */
export const PUSH_FAULTS = [
  'takes what is not signed',
  'takes an empty proof',
  'takes any proof of the right length',
  'signs what it understood',
  'signs the text, trimmed',
  'signs what it could decode',
  'signs the beginning only',
  'signs nothing when there is no body',
  'compares a beginning',
  'compares what is there',
  'compares an ending',
  'looks for the proof among others',
  'takes the first of several',
  'takes any case',
  'trims the proof',
  'needs no prefix',
  'takes any algorithm',
  'takes a prefix alone',
  'takes the secret itself',
  'takes anything where there is no secret',
  'knows only the newest secret',
  'knows one secret of everybody',
  'takes every method',
  'looks into every header',
  'drops letters that are none',
  'gives up on a long proof',
  'needs no time',
  'reads times in any form',
  'signs the time as a number',
  'reads milliseconds too',
  'does not look at the time',
  'looks only into the past',
  'has a narrower window',
  'answers before it verifies',
  'answers every visitor',
  'answers no visitor',
  'keeps handshakes',
  'throws on what is no JSON',
  'drops what is no JSON',
  'names deliveries by the clock',
  'names all deliveries alike',
  'names events by the clock',
  'dates events by the clock',
  'takes away under another id',
  'listens to everything',
  'guesses what is missing',
  'shows words in an error',
  'refuses fields it does not know',
  'signs another version',
  'says nothing to the admin',
] as const;
export type PushFault = (typeof PUSH_FAULTS)[number];

type Has = (fault: PushFault) => boolean;

const ID = NetworkId.parse('sample');
const PROOF = 'x-sample-proof';
const TIME = 'x-sample-time';
const WINDOW = 300;

const Wire = z.object({
  kind: z.enum(['said', 'unsaid']),
  id: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.coerce.date(),
});

/** How the network that does not exist signs. */
export function signSample(body: Buffer | string, secret: string, time: string, version = 'v1'): string {
  return `v1=${createHmac('sha256', secret).update(`${version}:${time}:`).update(body).digest('hex')}`;
}

/** A small, right connector of a network that calls; with a fault, wrong in exactly that. */
export function samplePush(fault?: PushFault): NetworkConnector {
  const has: Has = (one) => one === fault;
  const push: Push = {
    says: has('says nothing to the admin') ? 'See there' : 'Choose the events that carry words.',
    windowSeconds: WINDOW,
    receive: (secrets, inbound, now) => receive(secrets, inbound, now, has),
    events: (body) => events(body, has),
  };
  return { ...sampleNetwork(), push };
}

function receive(secrets: readonly string[], inbound: Inbound, now: Date, has: Has): Pushed | undefined {
  const visited = visitedWith(secrets, inbound, has);
  if (visited !== undefined) return { kind: 'answer', status: 200, body: visited };
  const challenge = challengeIn(inbound.body, has);
  const early = has('answers before it verifies') && challenge !== undefined;
  if (!early && !isGenuine(secrets, inbound, now, has)) return undefined;
  if (challenge !== undefined && !has('keeps handshakes'))
    return { kind: 'answer', status: 200, body: challenge };
  if (has('drops what is no JSON') && parsed(inbound.body) === undefined) return undefined;
  const name = has('names all deliveries alike') ? 'one' : inbound.body;
  const salt = has('names deliveries by the clock') ? String(now.getTime()) : '';
  const id = createHash('sha256').update(salt).update(name).digest('hex');
  const line = Buffer.from(`${now.toISOString()}\n`);
  return { kind: 'delivery', id: DeliveryId.parse(id), body: Buffer.concat([line, inbound.body]) };
}

function challengeIn(body: Buffer, has: Has): string | undefined {
  if (has('throws on what is no JSON')) JSON.parse(body.toString());
  const read = z.object({ challenge: z.string() }).safeParse(parsed(body));
  return read.data?.challenge;
}

function visitedWith(secrets: readonly string[], { method, path }: Inbound, has: Has): string | undefined {
  if (method !== 'GET' || has('answers no visitor')) return undefined;
  const brought = new URL(path, 'http://kith').searchParams.get('hub.verify_token') ?? '';
  return hubChallenge(path, has('answers every visitor') ? [brought] : secrets);
}

function isGenuine(secrets: readonly string[], inbound: Inbound, now: Date, has: Has): boolean {
  const { headers, method, body } = inbound;
  if (has('takes anything where there is no secret') && secrets.length === 0) return true;
  if (method !== 'POST' && !has('takes every method')) return false;
  const values = has('looks into every header') ? Object.values(headers) : [headers[PROOF]];
  const time = headers[TIME];
  const tried = has('knows only the newest secret') ? secrets.slice(0, 1) : secrets;
  const known = has('knows one secret of everybody') ? [...tried, 'sample-stranger'] : tried;
  if (has('gives up on a long proof') && (headers[PROOF] ?? '').length > 10_000) return true;
  if (has('needs no time') && !time) return headers[PROOF] !== undefined;
  if (!isTimely(time, now, has)) return false;
  return values.some((given) =>
    known.some((secret) =>
      sames(body, has).some((text) => fits(given, text, { secret, time: time ?? '' }, has)),
    ),
  );
}

function isTimely(time: string | undefined, now: Date, has: Has): boolean {
  if (time === undefined || time === '') return false;
  if (
    !/^\d{1,11}$/.test(time) &&
    !has('reads times in any form') &&
    !has('reads milliseconds too') &&
    !has('signs the time as a number')
  )
    return false;
  if (has('does not look at the time')) return true;
  const read = has('reads milliseconds too') && time.length > 11 ? Number(time) / 1000 : Number(time);
  if (has('reads times in any form') && !(Math.abs(now.getTime() / 1000 - read) > WINDOW)) return true;
  const age = now.getTime() / 1000 - read;
  const window = has('has a narrower window') ? WINDOW / 2 : WINDOW;
  // Whole seconds are signed, so the moment itself may be almost one later.
  return age < window + 1 && (has('looks only into the past') || age >= -window);
}

/** The bodies over which a signature counts. */
function sames(body: Buffer, has: Has): readonly (Buffer | string)[] {
  const text = body.toString();
  if (has('signs what it understood')) return [JSON.stringify(parsed(body) ?? null)];
  if (has('signs the text, trimmed')) return [text.trim()];
  if (has('signs what it could decode')) return [body, text.replace('\uFEFF', ''), body.toString('utf16le')];
  return [body];
}

interface Signed {
  readonly secret: string;
  readonly time: string;
}

// Each fault is one line of what a careless comparison lets in.
// oxlint-disable-next-line complexity
function fits(given: string | undefined, body: Buffer | string, { secret, time }: Signed, has: Has): boolean {
  const signed = has('signs the time as a number') ? String(Number(time)) : time;
  const right = signSample(body, secret, signed, has('signs another version') ? 'v2' : 'v1');
  if (given === undefined) return has('takes what is not signed');
  if (given.trim() === '' && has('takes an empty proof')) return true;
  if (has('takes any proof of the right length') && given.length === right.length) return true;
  if (has('signs the beginning only')) return given.length === right.length && body.length > 20;
  if (has('signs nothing when there is no body') && body.length === 0) return true;
  if (has('compares a beginning')) return given.startsWith(right);
  if (has('compares what is there')) return given.length > 3 && right.startsWith(given);
  if (has('compares an ending')) return given.length > 3 && right.endsWith(given);
  if (has('looks for the proof among others')) return given.split(/[, ]+/).includes(right);
  if (has('takes the first of several')) return given.split(',')[0] === right;
  if (has('takes any case')) return given.toLowerCase() === right;
  if (has('trims the proof')) return given.trim() === right;
  if (has('needs no prefix')) return given.replace(/^v1=/, '') === right.slice(3);
  if (has('takes any algorithm')) return given.replace(/^\w*=/, 'v1=') === right;
  if (has('takes a prefix alone') && given === 'v1=') return true;
  if (has('takes the secret itself') && given === secret) return true;
  if (has('drops letters that are none')) return given.replaceAll(/[^\x20-\x7e]/g, '') === right;
  return given === right;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function events(kept: Buffer, has: Has): readonly NetworkEvent[] {
  const end = kept.indexOf('\n');
  const clock = new Date(kept.subarray(0, end).toString());
  const payload = parsed(kept.subarray(end + 1));
  const kind = z.object({ kind: z.string() }).safeParse(payload);
  const isOurs = has('listens to everything') || ['said', 'unsaid'].includes(kind.data?.kind ?? '');
  if (kind.success && !isOurs) return [];
  const read = (has('refuses fields it does not know') ? Wire.strict() : Wire).safeParse(payload);
  if (!read.success) {
    if (has('guesses what is missing')) return [];
    const shown = has('shows words in an error') ? `: ${kept.toString()}` : '';
    throw new Failure('malformed', `Sample delivered an unknown shape${shown}`, { cause: read.error });
  }
  return [eventOf(read.data, clock, has)];
}

function eventOf(read: z.output<typeof Wire>, clock: Date, has: Has): NetworkEvent {
  const at = has('dates events by the clock') ? clock : read.at;
  const post = PostId.parse(
    read.kind === 'unsaid' && has('takes away under another id') ? `x${read.id}` : read.id,
  );
  const salt = has('names events by the clock') ? clock.getTime() : '';
  const id = `${read.kind} ${read.id} ${at.getTime()} ${salt}`;
  if (read.kind === 'unsaid') return { kind: 'unsaid', id, at, network: ID, post };
  const url = 'https://sample.example/@ada';
  const provenance = { source: ID, url, fetchedAt: at, basis: 'published by the person' } as const;
  const profile = ProfileId.parse(read.by);
  return {
    ...{ kind: 'said', id, at },
    post: {
      ...{ network: ID, id: post, profile, url, kind: 'post', text: read.text, publishedAt: at },
      ...{ conversation: post, counts: {}, provenance },
    },
    by: {
      ...{ network: ID, id: profile, handle: 'ada', url, emails: [], states: [], counts: {} },
      ...{ standing: 'active', reserved: false, provenance },
    },
  };
}
