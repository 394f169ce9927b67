import { z } from 'zod';
import { NetworkId, ProfileId } from '../../core/ids.ts';
import { additionOf } from '../adding-lines.ts';
import { AdditionLine, AdditionPlan, Additions } from '../adding-shapes.ts';
import type { HttpDeps } from '../deps.ts';
import { openOnce } from '../once.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { LISTENING } from './listening.ts';
import { adminOf } from './settings.ts';

type Deps = Pick<HttpDeps, 'listening' | 'titles'>;

const ONE = `${LISTENING}/people/{network}/{profileId}/addition`;
const params = z.object({ network: NetworkId, profileId: ProfileId });
const NOBODY = 'There is no such profile here, or it is not kept any more.';

/** How somebody who was heard becomes a contact in the CRM, and who did. */
export function addingRoutes(deps: Deps): readonly Route[] {
  return [plan(deps), add(deps), list(deps)];
}

const plan = ({ listening }: Deps) =>
  scoped(
    {
      id: 'planAddition',
      method: 'get',
      path: ONE,
      summary: 'What would be written into the CRM to make a contact of somebody who was heard',
      answers: {
        200: { says: 'Field by field; nothing is written', schema: AdditionPlan },
        404: { says: 'No such profile' },
      },
      params,
      query: z.object({}),
    },
    async ({ params: { network, profileId } }, { id }) => {
      const planned = await listening.planAdding(id, { network, id: profileId });
      if (!planned) throw new Refusal(404, NOBODY);
      const body = 'refused' in planned ? { fields: [], refused: planned.refused } : { fields: planned };
      return { status: 200, body };
    },
  );

const STATUS = { added: 201, 'there already': 201, waiting: 202, 'looks like': 200, refused: 200 } as const;

const add = ({ listening }: Deps) => {
  const once = openOnce<Awaited<ReturnType<Deps['listening']['addToCrm']>>>();
  return scoped(
    {
      id: 'addPersonHeard',
      method: 'post',
      path: ONE,
      summary: 'Makes a contact of somebody who was heard, once, and links them; it stands with who did it',
      answers: {
        200: {
          says: 'The CRM did not take them: it refused, or has somebody like them',
          schema: AdditionLine,
        },
        201: { says: 'They are a contact; one who was there already is taken', schema: AdditionLine },
        202: { says: 'The CRM does not answer: it is tried again by itself', schema: AdditionLine },
        404: { says: 'No such profile' },
        409: { says: 'The network’s terms forbid it, or no admin has let Kith write into the CRM' },
      },
      params,
      query: z.object({}),
      body: z.object({
        insist: z.boolean().default(false).meta({
          description: 'A person was shown whom they look like, and says that they are somebody else',
        }),
      }),
    },
    async ({ params: { network, profileId }, body: { insist }, viewer }, { id }) => {
      const key = { network, id: profileId };
      const added = await once(`${id} ${network} ${profileId} ${insist}`, () =>
        listening.addToCrm(id, key, { by: adminOf(viewer), insist }),
      );
      if (!added) throw new Refusal(404, NOBODY);
      if ('refused' in added) throw new Refusal(409, added.refused);
      return { status: STATUS[added.state], body: additionOf(added) };
    },
  );
};

const list = ({ listening, titles }: Deps) =>
  scoped(
    {
      id: 'listAdditions',
      method: 'get',
      path: `${LISTENING}/additions`,
      summary: 'Whom people and listening rules had added to the CRM, the newest first, with who decided it',
      answers: { 200: { says: 'The newest of them', schema: Additions } },
      params: z.object({}),
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    },
    async ({ query: { limit } }, { id }) => {
      const additions = (await listening.additions(id, limit)).map((one) => ({
        ...additionOf(one),
        ...{ network: one.network, networkTitle: titles.get(one.network) ?? one.network },
      }));
      return { status: 200, body: { additions } };
    },
  );
