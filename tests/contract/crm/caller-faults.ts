import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { kit } from '../../../connectors/crm/hubspot/kit.ts';
import { isSigned } from '../../../connectors/crm/hubspot/signature.ts';
import type { CrmConnector, Inbound } from '../../../src/ports/crm.ts';
import type { AutomationCall, Visitor } from '../../../src/ports/crm-items.ts';
import { resigned, stated } from './sabotage.ts';
import type { Fault } from './sabotage.ts';

const GENUINE = '?userId=101&portalId=1&userEmail=rep%40example.com&appId=7';

/** A connector that looks at another request than the one that a page sent. */
const whenVisited = (change: (request: Inbound, now: Date) => readonly [Inbound, Date]): CrmConnector => ({
  ...hubspot,
  visitor: (app, request, now) => hubspot.visitor(app, ...change(request, now)),
});
const asVisitor = (change: (visitor: Visitor) => Visitor): CrmConnector => ({
  ...hubspot,
  visitor: (...args) => {
    const visitor = hubspot.visitor(...args);
    return visitor && change(visitor);
  },
});
const asCall = (change: (call: AutomationCall) => AutomationCall): CrmConnector => ({
  ...hubspot,
  automation: (...args) => {
    const call = hubspot.automation(...args);
    return call && change(call);
  },
});
const whenCalled = (change: (request: Inbound, now: Date) => Inbound): CrmConnector => ({
  ...hubspot,
  automation: (app, request, now) => hubspot.automation(app, change(request, now), now),
});

/** The same request, signed by whoever holds the secret. */
function visited({ method, path, body }: Inbound, at: Date): Inbound {
  const [bare = ''] = path.split(/[?&]userId=/);
  const account = new URLSearchParams(path.split('?')[1]).get('portalId') ?? '';
  return kit.callers.visit({ account, method, path: bare, body, at, secret: kit.app.clientSecret });
}
const called = ({ body }: Inbound, now: Date) => kit.callers.automateSaying(body, now, kit.app.clientSecret);

/** Whichever account is named first, or last. */
const naming = (which: 0 | -1): CrmConnector => ({
  ...hubspot,
  visitor: (app, request, now) => {
    if (!isSigned(app, request, now)) return undefined;
    const query = new URLSearchParams(request.path.split('?')[1]);
    const [account, user] = [query.getAll('portalId').at(which), query.get('userId')];
    if (account === undefined || user === null) return undefined;
    return { account, user, name: query.get('userEmail') ?? '' };
  },
});

const counted = { calls: 0 };

/** What one can get wrong with people and automations that call from inside the CRM. */
export const CALLER_FAULTS: readonly Fault[] = [
  ['does not check who signed for a visitor', whenVisited((r, now) => [visited(r, now), now])],
  ['lets a visitor be played again', whenVisited((r, now) => [r, stated(r) < now ? stated(r) : now])],
  ['lets visitors from the future in', whenVisited((r, now) => [r, stated(r) > now ? stated(r) : now])],
  ['believes the first account that a page names', naming(0)],
  ['believes the last account that a page names', naming(-1)],
  [
    'does not care what a visitor does',
    {
      ...hubspot,
      visitor: (app, request, now) =>
        ['GET', 'POST']
          .map((method) => hubspot.visitor(app, { ...request, method }, now))
          .find((one) => one !== undefined) ?? hubspot.visitor(app, request, now),
    },
  ],
  [
    'does not care what a visitor says',
    whenVisited((r, now) => [
      isSigned(kit.app, r, now) ? r : visited({ ...r, path: r.path }, stated(r)),
      now,
    ]),
  ],
  [
    'takes a delivery for a visitor',
    whenVisited((r, now) => [
      r.path.includes('?') ? r : { ...visited({ ...r, path: `${r.path}${GENUINE}` }, now) },
      now,
    ]),
  ],
  ['forgets what a visitor is called', asVisitor(({ name: _name, ...visitor }) => visitor)],
  ['takes all visitors for one', asVisitor((visitor) => ({ ...visitor, user: '1' }))],
  ['takes a visitor for one of another account', asVisitor((v) => ({ ...v, account: `${v.account}1` }))],
  ['does not say by what it signs', { ...hubspot, signedBy: [] }],
  ['says that it signs by something else', { ...hubspot, signedBy: ['x-other'] }],
  [
    'takes the words of a page for a delivery',
    {
      ...hubspot,
      open: (app, request, now) =>
        hubspot.open(app, isSigned(app, request, now) ? resigned(request, now) : request, now),
    },
  ],
  [
    'takes the words of a page for a step of an automation',
    whenCalled((r, now) => (isSigned(kit.app, r, now) ? called(r, now) : r)),
  ],
  ['does not check who signed a step', whenCalled((r, now) => called(r, now))],
  [
    'does not care for which address a step was signed',
    whenCalled((r) => ({ ...r, path: '/automations/hubspot' })),
  ],
  [
    'throws on a step that makes no sense',
    {
      ...hubspot,
      automation: (app, request, now) => {
        JSON.parse(request.body.toString());
        return hubspot.automation(app, request, now);
      },
    },
  ],
  [
    'gives a step a new id each time',
    asCall((call) => ({ ...call, id: `${call.id}-${(counted.calls += 1)}` })),
  ],
  ['gives all steps one id', asCall((call) => ({ ...call, id: 'always' }))],
  [
    'gives the steps of two accounts one id',
    asCall((call) => ({ ...call, id: call.id.replaceAll(call.account, '') })),
  ],
  ['forgets what the admin filled in', asCall((call) => ({ ...call, inputs: {} }))],
  ['takes a step for one of another account', asCall((call) => ({ ...call, account: `${call.account}1` }))],
  ['takes a step to be about another contact', asCall((call) => ({ ...call, contact: kit.id(2) }))],
  ['answers every step alike', { ...hubspot, automationReply: () => ({ outputFields: {} }) }],
  [
    'answers that nobody knows with a number',
    {
      ...hubspot,
      automationReply: (outcome) =>
        hubspot.automationReply(outcome.outcome === 'known' ? { influence: 0, ...outcome } : outcome),
    },
  ],
];
