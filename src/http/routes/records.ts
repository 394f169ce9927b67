import { z } from 'zod';
import { ContactId, NetworkId, ProfileId } from '../../core/ids.ts';
import { CustomerRecord } from '../../core/record/record.ts';
import type { Installation } from '../../ports/store.ts';
import type { HttpDeps } from '../deps.ts';
import { unlessKnown } from '../etag.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Reply, Route } from '../route.ts';
import { Erased, Says } from '../shapes.ts';

type Deps = Pick<HttpDeps, 'views' | 'acts'> & { readonly metrics: Metrics };

const AT = '/api/v1/records/{contactId}';
const params = z.object({ contactId: ContactId });
const query = z.object({});

/** Who decided, as the record says it. Kith has no user accounts of its own: the access key is shared. */
const BY = 'A person in the panel';

type Current = (installation: Installation, contact: ContactId, etag?: string) => Promise<Reply>;

/** The record of one contact, and what may be done about it. */
export function recordRoutes({ views, acts, metrics }: Deps): readonly Route[] {
  const current: Current = async (installation, contact, etag) => {
    const read = await views.read(installation.id, contact);
    if (!read) throw new Refusal(404, NOBODY);
    metrics.recordRead(read.hot ? 'hot' : 'cold');
    return unlessKnown(read.view, etag);
  };
  return [readRecord(current), decideLink(current, acts), refreshRecord(acts), eraseRecord(acts)];
}

const NOBODY = 'There is no such contact here.';

const readRecord = (current: Current) =>
  scoped(
    {
      id: 'readRecord',
      method: 'get',
      path: AT,
      summary: 'The customer record of one contact',
      answers: {
        200: { says: 'The record', schema: CustomerRecord },
        304: { says: 'Unchanged since the ETag of If-None-Match' },
        404: { says: 'No such contact' },
      },
      params,
      query,
    },
    ({ params: { contactId }, ifNoneMatch }, installation) => current(installation, contactId, ifNoneMatch),
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
    async ({ params: { contactId: contact, network, profileId: profile }, body: { says } }, installation) => {
      const decided = await acts.decide(installation.id, { contact, network, profile, says, by: BY });
      if (!decided) throw new Refusal(404, 'There is no such link to decide about.');
      return current(installation, contact);
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
