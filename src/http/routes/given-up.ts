import { z } from 'zod';
import { givenUpLine } from '../delivery-lines.ts';
import { Again, GivenUpList } from '../delivery-shapes.ts';
import type { HttpDeps } from '../deps.ts';
import { NOT_IN_CRM, ownPanelOnly } from '../own-panel.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'deliveries'>;

const AT = '/api/v1/given-up';
const nothing = { params: z.object({}), query: z.object({}) };
const NONE = 'There is no such work.';

/** The work that was given up after its last try. */
export function givenUpRoutes(deps: Deps): readonly Route[] {
  return [list(deps), again(deps), allAgain(deps)];
}

const list = ({ deliveries }: Deps) =>
  scoped(
    {
      id: 'listGivenUpWork',
      method: 'get',
      path: AT,
      summary: 'Work that was given up after its last try, newest first',
      answers: { 200: { says: 'All of it', schema: GivenUpList }, ...NOT_IN_CRM },
      ...nothing,
    },
    async ({ viewer }, { id }) => {
      ownPanelOnly(viewer, 'Deliveries');
      return { status: 200, body: { work: (await deliveries.givenUp(id)).map(givenUpLine) } };
    },
  );

const again = ({ deliveries }: Deps) =>
  scoped(
    {
      id: 'tryGivenUpWorkAgain',
      governs: true,
      method: 'post',
      path: `${AT}/{workId}/again`,
      summary: 'Puts one piece of given-up work back to work',
      answers: { 202: { says: 'It is tried again', schema: Again }, 404: { says: NONE } },
      params: z.object({ workId: z.guid() }),
      query: nothing.query,
    },
    async ({ params: { workId } }, { id }) => {
      const put = await deliveries.workAgain(id, workId);
      if (put === 0) throw new Refusal(404, NONE);
      return { status: 202, body: { again: put } };
    },
  );

const allAgain = ({ deliveries }: Deps) =>
  scoped(
    {
      id: 'tryAllGivenUpWorkAgain',
      governs: true,
      method: 'post',
      path: `${AT}/again`,
      summary: 'Puts all given-up work back to work',
      answers: { 202: { says: 'How much is tried again', schema: Again } },
      ...nothing,
    },
    async (_call, { id }) => ({ status: 202, body: { again: await deliveries.workAgain(id) } }),
  );
