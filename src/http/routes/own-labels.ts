import { z } from 'zod';
import { LIMITS, Unlearnable } from '../../core/conversation/own-labels/labelled.ts';
import type { HttpDeps } from '../deps.ts';
import { OwnLabelsPage, pageOf } from '../own-label-shapes.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { adminOf } from './settings.ts';

type Deps = Pick<HttpDeps, 'ownLabels'>;

const AT = '/api/v1/own-labels';
const nothing = { params: z.object({}), query: z.object({}) };

/** The labels that an account teaches by examples of its own. */
export function ownLabelRoutes(deps: Deps): readonly Route[] {
  return [show(deps), send(deps), remove(deps)];
}

const show = ({ ownLabels }: Deps) =>
  scoped(
    {
      id: 'readOwnLabels',
      method: 'get',
      path: AT,
      summary:
        'The account’s own labels: how well each is told apart, and how far what is being learnt has come',
      answers: { 200: { says: 'What was taught', schema: OwnLabelsPage } },
      ...nothing,
    },
    async (_call, { id }) => ({ status: 200, body: pageOf(await ownLabels.overview(id)) }),
  );

const send = ({ ownLabels }: Deps) =>
  scoped(
    {
      id: 'teachOwnLabels',
      governs: true,
      method: 'put',
      path: AT,
      summary:
        'Sends examples in, each a text and its label; they are learnt by and by, and then take the place of the former labels',
      // Larger files are read too, so that they are refused with the cure.
      upload: { types: ['application/x-ndjson', 'text/csv'], bytes: LIMITS.bytes * 1.2 },
      answers: {
        202: { says: 'It is being learnt', schema: OwnLabelsPage },
        413: { says: 'The file is too large' },
      },
      ...nothing,
      body: z.instanceof(Uint8Array),
    },
    async ({ body, viewer }, { id }) => {
      const taken = await ownLabels.send(id, body, adminOf(viewer)).catch((error: unknown) => {
        throw error instanceof Unlearnable ? new Refusal(400, error.message) : error;
      });
      return { status: 202, body: pageOf(taken) };
    },
  );

const remove = ({ ownLabels }: Deps) =>
  scoped(
    {
      id: 'removeOwnLabels',
      governs: true,
      method: 'delete',
      path: AT,
      summary: 'Forgets the account’s own labels; posts are read without them again',
      answers: { 204: { says: 'They are forgotten' }, 404: { says: 'Nothing was taught' } },
      ...nothing,
    },
    async (_call, { id }) => {
      if (!(await ownLabels.remove(id))) throw new Refusal(404, 'There are no labels of your own.');
      return { status: 204 };
    },
  );
