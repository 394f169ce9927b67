import { expect } from 'vitest';
import type { LookUp } from '../../../../connectors/crm/salesforce/listen-tell.ts';
import { connectClient } from '../../../../connectors/crm/salesforce/listen-client.ts';
import { listenWith } from '../../../../connectors/crm/salesforce/listen.ts';
import type { ListenParts } from '../../../../connectors/crm/salesforce/listen.ts';
import type { CrmSession } from '../../../ports/crm.ts';
import type { Heard } from '../../../ports/crm-traffic.ts';
import type { Change } from './header.ts';
import { startPubSub } from './start.ts';
import type { SimulatedPubSub } from './start.ts';

export const ORG = '00D5g00000ABCDEEA4';
export const CONTACTS = '/data/ContactChangeEvent';
export const LEADS = '/data/LeadChangeEvent';
export const SIGNALS = '/event/kith__Social_Signal__e';

const person = ['Salutation', 'FirstName', 'LastName', 'Email', 'Title', 'Phone'];
const address = (prefix: string) => ['Street', 'City', 'PostalCode', 'Country'].map((part) => prefix + part);
const strings = (names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));
const DECLARED = {
  [CONTACTS]: [
    { name: 'Id', type: 'id' },
    ...strings(['Name', ...person, ...address('Mailing'), ...address('Other')]),
    { name: 'HasOptedOutOfEmail', type: 'boolean' },
    { name: 'Birthdate', type: 'date' },
    { name: 'LastModifiedDate', type: 'datetime' },
  ],
  [LEADS]: [
    ...strings([...person, 'Company', ...address(''), 'ConvertedContactId']),
    { name: 'IsConverted', type: 'boolean' },
    { name: 'AnnualRevenue', type: 'currency' },
  ],
  [SIGNALS]: [
    ...strings(['Kind__c', 'Says__c', 'CreatedById']),
    { name: 'CreatedDate', type: 'datetime' },
    { name: 'Influence_Percentile__c', type: 'percent' },
  ],
};

export interface Testbed {
  readonly pubsub: SimulatedPubSub;
  /** The tokens that the org accepts now. */
  readonly sessions: Set<string>;
  now(): Date;
  advance(ms: number): void;
  /** A contact's Email changed, unless told otherwise. */
  change(more?: Partial<Change>): number;
  close(): void;
}

/** A simulated org's Pub/Sub API with a clock and sessions of its own. */
export async function openTestbed(): Promise<Testbed> {
  let ms = Date.parse('2026-11-24T10:00:00Z');
  const now = () => new Date(ms);
  const sessions = new Set(['first']);
  const pubsub = await startPubSub({
    now,
    accepts: (token, org) => org === ORG && sessions.has(token),
    schemas: DECLARED,
  });
  let commits = 0;
  return {
    pubsub,
    sessions,
    now,
    advance: (by) => void (ms += by),
    change(more = {}) {
      commits += 1;
      const replay = pubsub.announce({
        at: now(),
        entity: 'Contact',
        changeType: 'UPDATE',
        recordIds: ['0035g00000AAAAAAA4'],
        changedFields: ['Email'],
        values: { Email: 'ann@example.com' },
        changeOrigin: 'com/salesforce/api/soap/67.0;client=SfdcInternalAPI/',
        commitUser: '0055g00000UUUUUUU4',
        // Beyond what a double holds exactly.
        commitNumber: 2n ** 53n + BigInt(commits),
        transactionKey: `000${commits}`,
        sequenceNumber: 1,
        ...more,
      });
      if (replay === undefined) throw new Error('the org tells no changes of this object');
      return replay;
    },
    close: () => pubsub.close(),
  };
}

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
  /** Instead of a token that the org accepts from then on. */
  readonly renew?: CrmSession['renew'];
  /** Before what was heard is kept. */
  readonly beforeKept?: (events: readonly HeardEvent[]) => Promise<void>;
  /** Who stands for a record that is gone. */
  readonly gone?: Readonly<Record<string, string>>;
}

/** Listens, and waits until the org has been asked for both topics. */
export async function listening(bed: Testbed, how: ListenHow = {}): Promise<Listener> {
  const before = bed.pubsub.requests.length;
  const listener = listen(bed, how);
  await expect.poll(() => bed.pubsub.requests.length).toBeGreaterThanOrEqual(before + 2);
  return listener;
}

/** The ids of all that was heard. */
export const idsOf = (listener: Listener) => listener.events().map(({ id }) => id);

/** Keeps what nobody catches from now on. @returns a function that takes it and lets go. */
export function uncaught(): () => readonly unknown[] {
  const kept: unknown[] = [];
  const keep = (error: unknown) => void kept.push(error);
  process.on('uncaughtException', keep).on('unhandledRejection', keep);
  return () => {
    process.off('uncaughtException', keep).off('unhandledRejection', keep);
    return kept;
  };
}

/** Listens by the connector, with Salesforce's own client. */
export function listen(bed: Testbed, how: ListenHow = {}): Listener {
  const { from, renew, beforeKept, gone = {}, ...parts } = how;
  const lookUp: LookUp = async (_session, ids) =>
    new Map(ids.flatMap((id) => (gone[id] === undefined ? [] : [[id, gone[id]] as const])));
  const ended = new AbortController();
  const kept: { events: readonly HeardEvent[]; position: string }[] = [];
  const renewals: string[] = [];
  const session = sessionOf(bed, async (refused) => {
    renewals.push(refused);
    if (renew) return renew(refused);
    const token = `renewed-${renewals.length}`;
    bed.sessions.add(token);
    return token;
  });
  const hear = async (heard: readonly Heard[], position: string) => {
    const events = heard.flatMap(eventsIn);
    await beforeKept?.(events);
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

function sessionOf({ pubsub, now }: Testbed, renew: CrmSession['renew']): CrmSession {
  const { endpoint, certificate } = pubsub;
  return {
    app: {
      clientId: 'kith',
      clientSecret: 'secret',
      apiBase: 'http://127.0.0.1:1',
      authorizeBase: 'http://127.0.0.1:1',
      publicUrl: 'http://127.0.0.1:2',
      events: { endpoint, certificate },
    },
    account: ORG,
    token: async () => 'first',
    renew,
    base: async () => 'http://127.0.0.1:1',
    saw: () => {},
    pass: (_lane, work) => work(new AbortController().signal),
    now,
    scopes: ['api'],
  };
}
