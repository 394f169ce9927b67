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
    schemas: () => DECLARED,
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
