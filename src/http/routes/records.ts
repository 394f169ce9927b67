import { z } from 'zod';
import { ContactId, NetworkId, ProfileId } from '../../core/ids.ts';
import { briefOf } from '../../core/influence/neighbourhood/brief.ts';
import { CustomerRecord } from '../../core/record/record.ts';
import type { Installation } from '../../ports/store.ts';
import { whereOf } from '../access.ts';
import type { Viewer } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { unlessKnown } from '../etag.ts';
import type { Sealed } from '../etag.ts';
import type { Metrics } from '../metrics.ts';
import type { OpenDeals } from '../open-deals.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import type { Surroundings } from '../around.ts';
import { Erased, RecordAnswer, Says } from '../shapes.ts';
import { withAround, withReaches } from '../with-around.ts';

type Deps = Pick<HttpDeps, 'views' | 'acts' | 'crms' | 'neighbourhoods' | 'settings'> & {
  readonly openDeals: OpenDeals;
  readonly metrics: Metrics;
  readonly surroundings: Surroundings;
};

export const AT = '/api/v1/records/{contactId}';
export const params = z.object({ contactId: ContactId });
export const NOBODY = 'There is no such contact here.';
const query = z.object({});

/** Who decided, as the record says it, where no CRM says who it is: the access key is shared. */
const BY = 'A person in the panel';

type Current = (installation: Installation, contact: ContactId, viewer: Viewer) => Promise<Sealed>;

/** The record of one contact, and what may be done about it. */
export function recordRoutes(deps: Deps): readonly Route[] {
  const { views, acts, metrics } = deps;
  const current: Current = async (installation, contact, viewer) => {
    const read = await views.read(installation.id, contact, whereOf(viewer));
    if (!read) throw new Refusal(404, NOBODY);
    metrics.recordRead(read.hot ? 'hot' : 'cold');
    return read.view;
  };
  return [readRecord(current, deps), decideLink(current, acts), refreshRecord(acts), eraseRecord(acts)];
}

/** Whom they reach, in brief, and where in Kith the picture is. */
async function reachesOf(
  { id, crm }: Installation,
  contact: ContactId,
  viewer: Viewer,
  { neighbourhoods, openDeals, crms, settings }: Deps,
) {
  const found = await neighbourhoods.read(id, contact, {
    framed: whereOf(viewer) === 'framed',
    deals: (contacts) => openDeals.of(id, contacts, crms.get(crm)?.connector.title ?? crm),
  });
  const page = `/contacts/${encodeURIComponent(contact)}?installation=${encodeURIComponent(id)}`;
  return found && briefOf(found, settings.publicUrl && `${settings.publicUrl}${page}`);
}

const readRecord = (current: Current, deps: Deps) =>
  scoped(
    {
      id: 'readRecord',
      method: 'get',
      path: AT,
      summary: 'The customer record of one contact',
      answers: {
        200: { says: 'The record', schema: RecordAnswer },
        304: { says: 'Unchanged since the ETag of If-None-Match' },
        404: { says: 'No such contact' },
      },
      params,
      query: z.object({
        with: z
          .enum(['around', 'reaches'])
          .optional()
          .meta({ description: 'Also whom they reach; with `around` what the CRM knows around them too' }),
      }),
    },
    async ({ params: { contactId }, query, ifNoneMatch, viewer }, installation) => {
      const view = await current(installation, contactId, viewer);
      if (query.with === undefined) return unlessKnown(view, ifNoneMatch);
      if (query.with === 'reaches') {
        const reaches = await reachesOf(installation, contactId, viewer, deps);
        return unlessKnown(withReaches(view, reaches), ifNoneMatch);
      }
      const [around, reaches] = await Promise.all([
        deps.surroundings.read(installation.id, contactId),
        reachesOf(installation, contactId, viewer, deps),
      ]);
      const crm = { id: installation.crm, title: deps.crms.get(installation.crm)?.connector.title };
      return unlessKnown(withAround(view, around, crm, reaches), ifNoneMatch);
    },
  );

const decideLink = (current: Current, acts: Deps['acts']) =>
  scoped(
    {
      id: 'decideLink',
      method: 'post',
      path: `${AT}/links/{network}/{profileId}/verdict`,
      summary: 'A person’s word on a link; `withdrawn` takes an earlier one back exactly',
      answers: {
        200: { says: 'The record as it is now', schema: CustomerRecord },
        404: { says: 'No such contact, or the profile was never weighed for it' },
      },
      params: params.extend({ network: NetworkId, profileId: ProfileId }),
      query,
      body: z.object({ says: Says }),
    },
    async ({ params: { contactId: contact, network, profileId: profile }, body, viewer }, installation) => {
      const by = viewer.visitor?.as ?? BY;
      const decided = await acts.decide(installation.id, { contact, network, profile, says: body.says, by });
      if (!decided) throw new Refusal(404, 'There is no such link to decide about.');
      return unlessKnown(await current(installation, contact, viewer), undefined);
    },
  );

const refreshRecord = (acts: Deps['acts']) =>
  scoped(
    {
      id: 'refreshRecord',
      method: 'post',
      path: `${AT}/refresh`,
      summary: 'Asks the networks about this contact again',
      answers: { 202: { says: 'It will be done' }, 404: { says: 'No such contact' } },
      params,
      query,
    },
    async ({ params: { contactId } }, installation) => {
      if (await acts.refresh(installation.id, contactId)) return { status: 202 };
      throw new Refusal(404, NOBODY);
    },
  );

const eraseRecord = (acts: Deps['acts']) =>
  scoped(
    {
      id: 'eraseRecord',
      governs: true,
      method: 'delete',
      path: AT,
      summary: 'Erases all that is kept about this person, for good',
      answers: { 200: { says: 'How much was erased; zeros when nothing was there', schema: Erased } },
      params,
      query,
    },
    async ({ params: { contactId } }, installation) => ({
      status: 200,
      body: Erased.parse(await acts.erase(installation.id, contactId)),
    }),
  );
