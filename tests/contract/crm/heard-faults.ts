import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import { wholeId } from '../../../connectors/crm/salesforce/ids.ts';
import { kit } from '../../../connectors/crm/salesforce/kit.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Crm, CrmConnector, CrmSession } from '../../../src/ports/crm.ts';
import type { Fault } from './sabotage.ts';

const whenConnected = (change: (crm: Crm, session: CrmSession) => Partial<Crm>): CrmConnector => ({
  ...salesforce,
  connect: (session) => {
    const crm = salesforce.connect(session);
    return { ...crm, ...change(crm, session) };
  },
});
const unlessMissing = async <T>(call: Promise<T>, otherwise: T): Promise<T> =>
  call.catch((error: unknown) => {
    if (error instanceof Failure && error.kind === 'rejected') return otherwise;
    throw error;
  });

/** Whoever names an org and a user is believed, if `proven` says so. */
const letIn = (proven: (key: string, account: string) => boolean): CrmConnector => ({
  ...salesforce,
  visitor: (_app, { headers }) => {
    const account = wholeId(headers['x-kith-org'] ?? '');
    const user = wholeId(headers['x-kith-user'] ?? '');
    const key = (headers['authorization'] ?? '').replace('Bearer ', '');
    return account && user && proven(key, account) ? { account, user } : undefined;
  },
});

/** What one can get wrong with a CRM that is listened to, gives keys, and whose fields are installed. */
export const HEARD_FAULTS: readonly Fault[] = [
  ['believes whoever names an account', letIn(() => true)],
  ['believes whoever brings any key', letIn((key) => key !== '')],
  [
    'believes one account’s key for another',
    letIn((key) => key === salesforce.keyFor?.(kit.app, kit.account)),
  ],
  [
    'takes a page’s call for a step of an automation',
    {
      ...salesforce,
      automation: (app, request, now) => {
        const visitor = salesforce.visitor(app, request, now);
        const { account } = visitor ?? {};
        if (account === undefined) return undefined;
        return { account, id: 'x', action: 'enrich', contact: kit.id(1), inputs: {} };
      },
    },
  ],
  [
    'takes missing fields for none to be made',
    whenConnected((crm) => ({
      prepare: () => unlessMissing(crm.prepare(), undefined),
      planned: () => unlessMissing(crm.planned(), []),
    })),
  ],
  [
    'takes patches for written whose fields are missing',
    whenConnected((crm) => ({
      write: (patches) =>
        unlessMissing(
          crm.write(patches),
          patches.map(({ contact }) => ({ contact, outcome: 'written' as const })),
        ),
    })),
  ],
  [
    'says that fields are missing and not what to do',
    whenConnected((crm) => ({
      prepare: () =>
        crm.prepare().catch((error: unknown) => {
          throw error instanceof Failure ? new Failure(error.kind, 'no fields') : error;
        }),
    })),
  ],
  [
    'asks about the CRM instead of about contacts',
    whenConnected((crm) => ({
      contacts: async (ids: readonly ContactId[]) => {
        await crm.prepare();
        return ids.map((id) => ({ id, emails: [], phones: [], handles: [], changedAt: kit.now }));
      },
    })),
  ],
  [
    'forgets who went into whom, as it was told',
    {
      ...salesforce,
      events: (body) =>
        salesforce
          .events(body)
          .map(({ gone: _gone, ...event }) =>
            event.kind === 'merged' ? { ...event, kind: 'deleted' } : event,
          ),
    },
  ],
  [
    'takes its own writes for news, as they were told',
    {
      ...salesforce,
      events: (body) => salesforce.events(Buffer.from(body.toString().replaceAll('Kith_', 'X_'))),
    },
  ],
];
