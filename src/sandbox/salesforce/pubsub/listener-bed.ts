// Kith loads it for the first org that it listens to: here it is there before a test waits for what is heard.
import 'salesforce-pubsub-api-client';
import { afterEach, beforeEach, expect } from 'vitest';
import { connectClient } from '../../../../connectors/crm/salesforce/listen-client.ts';
import type { LookUp } from '../../../../connectors/crm/salesforce/listen-tell.ts';
import { listenWith } from '../../../../connectors/crm/salesforce/listen.ts';
import type { ListenParts } from '../../../../connectors/crm/salesforce/listen.ts';
import type { CrmApp, CrmSession } from '../../../ports/crm.ts';
import type { Heard } from '../../../ports/crm-traffic.ts';
import { CONTACTS, ORG, openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

/** An event as it was heard. */
export type HeardEvent = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Listener {
  /** The bodies that were heard, each with the position that came with it; empty for a position alone. */
  readonly kept: readonly { readonly events: readonly HeardEvent[]; readonly position: string }[];
  /** All events in the order in which they were heard. */
  events(): readonly HeardEvent[];
  position(): string | undefined;
  readonly renewals: string[];
  /** How it ended. */
  readonly end: Promise<'ended' | 'lost'>;
  stop(): Promise<'ended' | 'lost'>;
}

export interface ListenHow extends Partial<ListenParts> {
  readonly from?: string | undefined;
  /** Instead of tokens that the testbed's org accepts. */
  readonly session?: Partial<CrmSession>;
  /** Before what was heard is kept. */
  readonly beforeKept?: (events: readonly HeardEvent[], position: string) => Promise<void>;
  /** Who stands for a record that is gone. */
  readonly gone?: Readonly<Record<string, string>>;
}

/** Whom to listen to. */
type Org = Pick<Testbed, 'pubsub' | 'now'> & Partial<Pick<Testbed, 'sessions'>>;

/** Listens, and waits until the org has been asked for both topics. */
export async function listening(bed: Org, how: ListenHow = {}): Promise<Listener> {
  const before = bed.pubsub.requests.length;
  const listener = listen(bed, how);
  await expect.poll(() => bed.pubsub.requests.length).toBeGreaterThanOrEqual(before + 2);
  return listener;
}

/** The ids of all that was heard. */
export const idsOf = (listener: Listener) => listener.events().map(({ id }) => id);

/** Gives each test a testbed of its own, and fails one in which something threw that nobody caught. */
export function bedForEach(take: (fresh: Testbed) => void): void {
  let bed: Testbed;
  let uncaught: unknown[];
  const keep = (error: unknown) => void uncaught.push(error);
  beforeEach(async () => {
    uncaught = [];
    process.on('uncaughtException', keep).on('unhandledRejection', keep);
    take((bed = await openTestbed()));
  });
  afterEach(() => {
    bed.close();
    process.off('uncaughtException', keep).off('unhandledRejection', keep);
    expect(uncaught).toEqual([]);
  });
}

/** The id of a contact's change. */
export const contact = (replay: number) => `${CONTACTS}:${replay}`;

/** Listens by the connector, with Salesforce's own client. */
export function listen(bed: Org, how: ListenHow = {}): Listener {
  const { from, session: own, beforeKept, gone = {}, ...parts } = how;
  const lookUp: LookUp = async (_session, ids) =>
    new Map(ids.flatMap((id) => (gone[id] === undefined ? [] : [[id, gone[id]] as const])));
  const ended = new AbortController();
  const kept: { events: readonly HeardEvent[]; position: string }[] = [];
  const renewals: string[] = [];
  const renew = async (refused: string) => {
    renewals.push(refused);
    if (own?.renew) return own.renew(refused);
    const token = `renewed-${renewals.length}`;
    bed.sessions?.add(token);
    return token;
  };
  const session = { ...sessionOf(bed), ...own, renew };
  const hear = async (heard: readonly Heard[], position: string) => {
    const events = heard.flatMap(eventsIn);
    await beforeKept?.(events, position);
    kept.push({ events, position });
  };
  const end = listenWith({ connectClient, lookUp, ...parts })(session, from, hear, ended.signal);
  return {
    kept,
    events: () => kept.flatMap(({ events }) => events),
    position: () => kept.at(-1)?.position,
    renewals,
    end,
    stop() {
      ended.abort();
      return end;
    },
  };
}

function eventsIn({ body }: Heard): readonly HeardEvent[] {
  const { events }: { events: readonly HeardEvent[] } = JSON.parse(body.toString());
  return events;
}

/** Kith's own app, which hears events there. */
export const appHearing = (events: NonNullable<CrmApp['events']>): CrmApp => ({
  clientId: 'kith',
  clientSecret: 'secret',
  apiBase: 'http://127.0.0.1:1',
  authorizeBase: 'http://127.0.0.1:1',
  publicUrl: 'http://127.0.0.1:2',
  events,
});

function sessionOf({ pubsub, now }: Org): Omit<CrmSession, 'renew'> {
  const { endpoint, certificate } = pubsub;
  return {
    app: appHearing({ endpoint, certificate }),
    account: ORG,
    token: async () => 'first',
    base: async () => 'http://127.0.0.1:1',
    saw: () => {},
    pass: (_lane, work) => work(new AbortController().signal),
    now,
    scopes: ['api'],
  };
}
