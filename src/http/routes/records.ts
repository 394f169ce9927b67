import { z } from 'zod';
import { ContactId, NetworkId, ProfileId } from '../../core/ids.ts';
import { whereOf } from '../access.ts';
import { Beside, besideRecord } from '../beside-record.ts';
import type { BesideDeps, Reader } from '../beside-record.ts';
import type { HttpDeps } from '../deps.ts';
import { unlessKnown } from '../etag.ts';
import type { Sealed } from '../etag.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { Erased, RecordAnswer, Says } from '../shapes.ts';

type Deps = Pick<HttpDeps, 'views' | 'acts'> & BesideDeps & { readonly metrics: Metrics };

export const AT = '/api/v1/records/{contactId}';
export const params = z.object({ contactId: ContactId });
export const NOBODY = 'There is no such contact here.';
const query = z.object({});
const asked = z.object({ with: Beside });

/** Who decided, as the record says it, where no CRM says who it is: the access key is shared. */
const BY = 'A person in the panel';

/** The record as it is at the moment, with what was asked for beside it. */
type Current = (reader: Reader, beside: z.output<typeof Beside>) => Promise<Sealed>;

/** The record of one contact, and what may be done about it. */
export function recordRoutes(deps: Deps): readonly Route[] {
  const { views, acts, metrics } = deps;
  const answered = besideRecord(deps);
  const current: Current = async (reader, beside) => {
    const { installation, contact, viewer } = reader;
    const read = await views.read(installation.id, contact, whereOf(viewer));
    if (!read) throw new Refusal(404, NOBODY);
    metrics.recordRead(read.hot ? 'hot' : 'cold');
    return answered(read.view, reader, beside);
  };
  return [readRecord(current), decideLink(current, acts), refreshRecord(acts), eraseRecord(acts)];
}

const readRecord = (current: Current) =>
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
      query: asked,
    },
    async ({ params: { contactId: contact }, query, ifNoneMatch, viewer }, installation) =>
      unlessKnown(await current({ installation, contact, viewer }, query.with), ifNoneMatch),
  );

const decideLink = (current: Current, acts: Deps['acts']) =>
  scoped(
    {
      id: 'decideLink',
      method: 'post',
      path: `${AT}/links/{network}/{profileId}/verdict`,
      summary: 'A person’s word on a link; `withdrawn` takes an earlier one back exactly',
      answers: {
        200: { says: 'The record as it is now', schema: RecordAnswer },
        404: { says: 'No such contact, or the profile was never weighed for it' },
      },
      params: params.extend({ network: NetworkId, profileId: ProfileId }),
      query: asked,
      body: z.object({ says: Says }),
    },
    async ({ params: at, query, body, viewer }, installation) => {
      const { contactId: contact, network, profileId: profile } = at;
      const by = viewer.visitor?.as ?? BY;
      const decided = await acts.decide(installation.id, { contact, network, profile, says: body.says, by });
      if (!decided) throw new Refusal(404, 'There is no such link to decide about.');
      return unlessKnown(await current({ installation, contact, viewer }, query.with), undefined);
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
