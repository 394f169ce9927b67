import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { kit } from '../../../connectors/crm/hubspot/kit.ts';
import { Failure } from '../../../src/core/failure.ts';
import { DeliveryId } from '../../../src/core/ids.ts';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { Crm, CrmConnector, CrmSession, Inbound, Opened } from '../../../src/ports/crm.ts';
import { signed } from './signed.ts';

/** What a connector does wrong, as the end of "a connector that …", and one that does. */
export type Fault = readonly [fault: string, connector: CrmConnector];

/** A connector whose sessions differ. */
export const whenConnected = (change: (crm: Crm, session: CrmSession) => Partial<Crm>): CrmConnector => ({
  ...hubspot,
  connect: (session) => {
    const crm = hubspot.connect(session);
    return { ...crm, ...change(crm, session) };
  },
});

/** A connector that opens another request than the one it was given. */
export const whenOpening = (
  change: (request: Inbound, now: Date) => readonly [Inbound, Date],
): CrmConnector => ({
  ...hubspot,
  open: (app, request, now) => hubspot.open(app, ...change(request, now)),
});

export const resigned = ({ body }: Inbound, now: Date) => signed(kit, body, now);
export const stated = (request: Inbound) => new Date(Number(request.headers['x-hubspot-request-timestamp']));

/** The same connector, lying about what kind of trouble there was. */
export function relabelled(from: Failure['kind'], to: Failure['kind']): CrmConnector {
  return whenFailing((error) =>
    error instanceof Failure && error.kind === from ? new Failure(to, error.message, { ...error }) : error,
  );
}

export function whenFailing(change: (error: unknown, session: CrmSession) => unknown): CrmConnector {
  const guard =
    <A extends readonly unknown[], R>(session: CrmSession, call: (...args: A) => Promise<R>) =>
    (...args: A) =>
      call(...args).catch((error: unknown): never => {
        throw change(error, session);
      });
  return whenConnected((crm, session) => ({
    prepare: guard(session, crm.prepare),
    contacts: guard(session, crm.contacts),
    page: guard(session, crm.page),
    write: guard(session, crm.write),
  }));
}

export const EMPTIED = Object.fromEntries(Object.keys(KITH_FIELDS).map((field) => [field, null]));

export function openedAs(change: (opened: Opened) => Opened): CrmConnector {
  return { ...hubspot, open: (...args) => hubspot.open(...args)?.map(change) };
}

type Events = ReturnType<CrmConnector['events']>;
export function eventsAs(change: (event: Events[number], i: number) => Events[number]): CrmConnector {
  return { ...hubspot, events: (body) => hubspot.events(body).map(change) };
}

export function tokenIn(fail: (message: string, token: string) => Failure): CrmConnector {
  return whenConnected((crm, session) => ({
    write: (all) =>
      crm.write(all).catch(async (error: unknown) => {
        if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
        throw fail(error.message, await session.token());
      }),
    page: (after) =>
      crm.page(after).catch(async (error: unknown) => {
        if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
        throw fail(error.message, await session.token());
      }),
  }));
}

export function idOf(text: string): DeliveryId {
  return DeliveryId.parse(text.slice(0, 200));
}

export function quietly(work: () => Events): Events {
  try {
    return work();
  } catch {
    return [];
  }
}
