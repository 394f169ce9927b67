import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { eventsAs, idOf, openedAs, quietly, resigned, stated, whenOpening } from './sabotage.ts';
import type { Fault } from './sabotage.ts';

/** What one can get wrong with what the CRM sends. */
export const DELIVERY_FAULTS: readonly Fault[] = [
  ['does not check the signature', whenOpening((request, now) => [resigned(request, now), now])],
  ['does not check how old a delivery is', whenOpening((request) => [request, stated(request)])],
  [
    'lets deliveries from the future in',
    whenOpening((request, now) => [request, stated(request) > now ? stated(request) : now]),
  ],
  [
    'lets old deliveries in',
    whenOpening((request, now) => [request, stated(request) < now ? stated(request) : now]),
  ],
  [
    'refuses whatever is a minute late',
    whenOpening((request, now) => [request, new Date(now.getTime() + 4.5 * 60_000)]),
  ],
  [
    'verifies JSON that it wrote itself, not the bytes',
    whenOpening((request, now) => {
      try {
        const rewritten = Buffer.from(JSON.stringify(JSON.parse(request.body.toString())));
        return [{ ...request, body: rewritten }, now];
      } catch {
        return [request, now];
      }
    }),
  ],
  [
    'does not care for which address it was signed',
    whenOpening((r, now) => [{ ...r, path: '/webhooks/hubspot' }, now]),
  ],
  [
    'throws when a header is missing',
    {
      ...hubspot,
      open: (app, request, now) => {
        if (!request.headers['x-hubspot-signature-v3']) throw new Error('no signature');
        return hubspot.open(app, request, now);
      },
    },
  ],
  [
    'accepts when a header is missing',
    whenOpening((r, now) => [r.headers['x-hubspot-signature-v3'] ? r : resigned(r, now), now]),
  ],
  [
    'throws on garbage',
    {
      ...hubspot,
      open: (app, request, now) => {
        JSON.parse(request.body.toString());
        return hubspot.open(app, request, now);
      },
    },
  ],
  [
    'takes the attempt into the id of a delivery',
    openedAs((one) => ({ ...one, id: idOf(one.body.toString()) })),
  ],
  ['gives every delivery one id', openedAs((one) => ({ ...one, id: idOf('always') }))],
  ['sends a delivery to the wrong account', openedAs((one) => ({ ...one, account: `${one.account}0` }))],
  ['gives events a new id each time', eventsAs((event, i) => ({ ...event, id: `${i}-${Math.random()}` }))],
  ['takes an erasure for a deletion', eventsAs((e) => (e.kind === 'erased' ? { ...e, kind: 'deleted' } : e))],
  ['takes a deletion for a change', eventsAs((e) => (e.kind === 'deleted' ? { ...e, kind: 'changed' } : e))],
  ['forgets who went into whom', eventsAs(({ gone: _gone, ...event }) => event)],
  [
    'takes its own writes for news',
    {
      ...hubspot,
      events: (body) => hubspot.events(Buffer.from(body.toString().replaceAll('kith_', 'own_'))),
    },
  ],
  ['swallows a changed format', { ...hubspot, events: (body) => quietly(() => hubspot.events(body)) }],
];
