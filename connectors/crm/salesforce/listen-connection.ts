import { Failure } from '../../../src/core/failure.ts';
import type { CrmConnector, CrmSession } from '../../../src/ports/crm.ts';
import type { Client, ConnectClient, From, Notice } from './listen-client.ts';
import { inbox } from './listen-inbox.ts';
import type { Inbox } from './listen-inbox.ts';
import { written } from './listen-position.ts';
import type { Place } from './listen-position.ts';
import { heardOf } from './listen-tell.ts';
import type { LookUp } from './listen-tell.ts';
import { troubleOf } from './listen-trouble.ts';
import type { Trouble } from './listen-trouble.ts';
import { readChange } from './listen-wire.ts';

export type Hear = Parameters<NonNullable<CrmConnector['listen']>>[2];

/** What one listening needs, whatever its connections. */
export interface Listening {
  readonly session: CrmSession;
  readonly connectClient: ConnectClient;
  readonly lookUp: LookUp;
  readonly hear: Hear;
  readonly signal: AbortSignal;
  readonly silenceMs: number;
  /** How far each topic was heard; moves on once `hear` has returned. */
  readonly places: Map<string, Place>;
  /** When each of them moved on last. */
  readonly moved: Map<string, Date>;
}

/** So many events are heard together at most. */
const TOGETHER = 200;

/** Why a connection ended, on which topic, and whether the platform ever told anything on it. */
export interface Ending {
  readonly ending: 'ended' | Exclude<Trouble, Failure>;
  readonly topic?: string;
  readonly served: boolean;
}

/**
 * Listens over one connection for as long as it lasts. @throws Failure when `hear`, a look-up or the platform fails.
 */
export async function listenOnce(
  listening: Listening,
  token: string,
  from: (topic: string) => From,
): Promise<Ending> {
  const { session, connectClient, places, signal, silenceMs } = listening;
  const { endpoint, certificate } = session.app.events ?? {};
  const mail = inbox(signal, silenceMs);
  const client = await connectClient(
    {
      endpoint,
      ownCertificate: certificate !== undefined,
      token,
      base: await session.base(),
      org: session.account,
    },
    mail.tell,
  );
  try {
    for (const topic of places.keys()) client.listenTo(topic, from(topic));
    return await untilItEnds(listening, client, mail);
  } finally {
    await client.close();
  }
}

async function untilItEnds(listening: Listening, client: Client, mail: Inbox): Promise<Ending> {
  let served = false;
  for (;;) {
    const notices = await mail.take(TOGETHER);
    if (notices.length === 0) return { ending: 'ended', served };
    const broken = notices.findIndex(({ kind }) => kind === 'trouble' || kind === 'ended');
    const good = broken < 0 ? notices : notices.slice(0, broken);
    served ||= good.length > 0;
    if ((await hearAll(good, listening)) === 'lost') return { ending: 'lost', served };
    for (const { kind, topic } of good) if (kind === 'all given') client.more(topic);
    await keepQuiet(good, listening);
    const last = notices[broken];
    const trouble = last && troubleIn(last);
    if (trouble instanceof Failure) throw trouble;
    if (trouble) return { ending: trouble, topic: last.topic, served };
  }
}

function troubleIn(notice: Notice): Trouble {
  if (notice.kind === 'trouble') return troubleOf(notice.error, notice.topic);
  return new Failure('unavailable', 'Salesforce ended the stream of events');
}

/** Only what `hear` has kept moves the places on. */
async function hearAll(notices: readonly Notice[], listening: Listening): Promise<'heard' | 'lost'> {
  const { session, lookUp, hear, places, moved } = listening;
  const all = notices
    .flatMap((one) => (one.kind === 'event' ? readChange(one.topic, one.event) : []))
    .filter((change) => !isPast(change, places.get(change.topic)));
  if (all.length === 0) return 'heard';
  const overflow = all.findIndex((change) => change.overflow);
  const changes = overflow < 0 ? all : all.slice(0, overflow);
  const next = new Map(places);
  for (const { topic, replayId } of changes) next.set(topic, { after: replayId });
  if (changes.length > 0) await hear(await heardOf(changes, session, lookUp), written(next));
  for (const { topic } of changes) moved.set(topic, session.now());
  for (const [topic, place] of next) places.set(topic, place);
  return overflow < 0 ? 'heard' : 'lost';
}

/** Events are told a moment after they happened, and not in one order over all topics. */
const LATE_MS = 600_000;

/** Told again from the beginning of what is kept, although listening began later. */
function isPast({ at }: { readonly at: Date }, place: Place | undefined): boolean {
  return place !== undefined && 'since' in place && at.getTime() < place.since.getTime() - LATE_MS;
}

const QUIET_MS = 3_600_000;

/**
 * The platform forgets events after 72 hours, and with them the place of a topic that was quiet for so long. Where it
 * says that it is there and told nothing for an hour, the place is that moment.
 */
async function keepQuiet(notices: readonly Notice[], listening: Listening): Promise<void> {
  const { session, hear, places, moved } = listening;
  const now = session.now();
  const since = (topic: string) => {
    const place = places.get(topic);
    return moved.get(topic) ?? (place && 'since' in place ? place.since : new Date(0));
  };
  const quiet = notices.filter(
    ({ kind, topic }) => kind === 'alive' && now.getTime() - since(topic).getTime() > QUIET_MS,
  );
  if (quiet.length === 0) return;
  for (const { topic } of quiet) {
    places.set(topic, { since: now });
    moved.set(topic, now);
  }
  await hear([], written(places));
}
