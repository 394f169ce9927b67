import { z } from 'zod';
import { Consent } from '../../core/governance/consent.ts';
import { NetworkId } from '../../core/ids.ts';
import { present } from '../../core/present.ts';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { adminOf } from './settings.ts';
import { AT, NOBODY, params } from './records.ts';

type Deps = Pick<HttpDeps, 'consents' | 'titles'>;

const When = z.iso.datetime();
const ConsentLine = z
  .object({
    network: z.string(),
    networkTitle: z.string(),
    at: When,
    by: z.string(),
    says: z.string(),
    account: z.string().optional(),
  })
  .meta({ id: 'Consent' });
const ConsentList = z.object({ consents: z.array(ConsentLine) }).meta({ id: 'ConsentList' });

const WantedConsent = z.object({
  says: Consent.shape.says.meta({ description: 'What the person agreed to, in the words put to them' }),
  at: When.optional().meta({ description: 'When they agreed; now, unless told. Not in the future' }),
  account: Consent.shape.account.meta({
    description: 'Their handle or id there, where they named it: what is told of it is kept from now on',
  }),
});

const query = z.object({});
const one = { params: params.extend({ network: NetworkId }), query };

/** What a person agreed to: where a network's terms ask for consent, nothing of it is kept without. */
export function consentRoutes(deps: Deps): readonly Route[] {
  return [list(deps), give(deps), withdraw(deps)];
}

const list = ({ consents, titles }: Deps) =>
  scoped(
    {
      id: 'listConsents',
      method: 'get',
      path: `${AT}/consents`,
      summary: 'What this person agreed to',
      answers: { 200: { says: 'By network', schema: ConsentList }, 404: { says: 'No such contact' } },
      params,
      query,
    },
    async ({ params: { contactId } }, { id }) => {
      const given = await consents.list(id, contactId);
      if (!given) throw new Refusal(404, NOBODY);
      const lines = given.map(({ network, at, by, says, account }) => ({
        ...{ network, networkTitle: titles.get(network) ?? network },
        ...{ at: at.toISOString(), by, says },
        ...present({ account }),
      }));
      return { status: 200, body: { consents: lines } };
    },
  );

const give = ({ consents }: Deps) =>
  scoped(
    {
      id: 'giveConsent',
      method: 'put',
      path: `${AT}/consents/{network}`,
      summary: 'Records that this person agreed to be looked for on a network, which is then asked',
      answers: {
        204: { says: 'Recorded' },
        400: { says: 'No such network, one whose terms ask for no consent, or a day that is still to come' },
        404: { says: 'No such contact' },
      },
      ...one,
      body: WantedConsent,
    },
    async ({ params: { contactId: contact, network }, body, viewer }, { id }) => {
      const at = body.at === undefined ? undefined : new Date(body.at);
      const { says, account } = body;
      const wanted = { contact, network, at, says, account, by: adminOf(viewer) };
      const outcome = await consents.give(id, wanted);
      if (outcome === 'not yet') throw new Refusal(400, NOT_YET);
      if (outcome === 'no such contact') throw new Refusal(404, NOBODY);
      if (outcome === 'no such network') throw new Refusal(400, 'Kith knows no network of this name.');
      if (outcome === 'no need') throw new Refusal(400, NO_NEED);
      return { status: 204 };
    },
  );

const NOT_YET =
  'Nobody has agreed to anything on a day that is still to come: enter the day on which they did.';
const NO_NEED = 'This network’s terms ask for no consent: only what everybody may see is read there.';

const withdraw = ({ consents }: Deps) =>
  scoped(
    {
      id: 'withdrawConsent',
      method: 'delete',
      path: `${AT}/consents/{network}`,
      summary: 'Takes a consent back: what was kept on it is removed, here and in the CRM',
      answers: { 204: { says: 'Withdrawn' }, 404: { says: 'No consent was recorded' } },
      ...one,
    },
    async ({ params: { contactId, network } }, { id }) => {
      if (await consents.withdraw(id, contactId, network)) return { status: 204 };
      throw new Refusal(404, 'No consent of this person is recorded for this network.');
    },
  );
