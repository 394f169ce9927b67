import { Failure } from '../../../src/core/failure.ts';
import type { CrmConnector } from '../../../src/ports/crm.ts';
import type { ConnectClient, From } from './listen-client.ts';
import { listenOnce } from './listen-connection.ts';
import type { Listening } from './listen-connection.ts';
import { placesOf, written } from './listen-position.ts';
import type { LookUp } from './listen-tell.ts';

/** Where an org tells of contacts and leads. */
export const TOPICS: readonly string[] = ['/data/ContactChangeEvent', '/data/LeadChangeEvent'];
/** The platform says every 270 s that it is there. */
const SILENCE_MS = 600_000;

export interface ListenParts {
  readonly connectClient: ConnectClient;
  readonly lookUp: LookUp;
  readonly topics?: readonly string[];
  /** How long a connection may say nothing at all; milliseconds. */
  readonly silenceMs?: number;
}

/**
 * Listens to an org's change events, as `CrmConnector.listen` says. Each connection has a client of its own. A refused
 * token is renewed; a new refusal before anything was told is an end. An event that cannot be read is asked for once
 * more, and then the place is lost. Where a topic told nothing yet, all that is kept of it is asked for, and what happened
 * before listening began is left out: nothing is missed between an import that has begun and the first connection.
 * `hear` is also called with nothing heard, to keep a position: when listening begins, and after Kith's own changes.
 */
export function listenWith({
  connectClient,
  lookUp,
  topics = TOPICS,
  silenceMs = SILENCE_MS,
}: ListenParts): NonNullable<CrmConnector['listen']> {
  return async (session, from, hear, signal) => {
    const known = placesOf(from, session.now());
    if (!known) return 'lost';
    const since = session.now();
    const places = new Map(topics.map((topic) => [topic, known.get(topic) ?? { since }] as const));
    const isBegun = topics.every((topic) => known.has(topic));
    if (!isBegun && !signal.aborted) await hear([], written(places));
    const moved = new Map<string, Date>();
    return connectionByConnection({
      ...{ session, connectClient, lookUp, hear, signal, silenceMs, places, moved },
    });
  };
}

async function connectionByConnection(listening: Listening): Promise<'ended' | 'lost'> {
  const { session, places, signal } = listening;
  let token = await session.token();
  let [refusals, stuckAt] = [0, ''];
  while (!signal.aborted) {
    const { ending, topic, served } = await listenOnce(listening, token, (one): From => {
      const place = places.get(one);
      return place && 'after' in place ? place.after : 'earliest';
    });
    if (ending === 'ended' || ending === 'lost') return ending;
    if (ending === 'refused') {
      refusals = served ? 1 : refusals + 1;
      if (refusals > 1) throw new Failure('unauthorized', 'Salesforce refuses the token it has just given');
      token = await session.renew(token);
    } else {
      const at = JSON.stringify([topic, places.get(topic ?? '')]);
      if (at === stuckAt) return 'lost';
      stuckAt = at;
    }
  }
  return 'ended';
}
