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
  const { session, lookUp, hear, places } = listening;
  const all = notices.flatMap((one) => (one.kind === 'event' ? readChange(one.topic, one.event) : []));
  if (all.length === 0) return 'heard';
  const overflow = all.findIndex((change) => change.overflow);
  const changes = overflow < 0 ? all : all.slice(0, overflow);
  const next = new Map(places);
  for (const { topic, replayId } of changes) next.set(topic, { after: replayId });
  if (changes.length > 0) await hear(await heardOf(changes, session, lookUp), written(next));
  for (const [topic, place] of next) places.set(topic, place);
  return overflow < 0 ? 'heard' : 'lost';
}
