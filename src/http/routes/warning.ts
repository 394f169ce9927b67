import { z } from 'zod';
import { WATCHED } from '../../core/warning/measures.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { alertsOf, streamOf } from '../warning-lines.ts';
import { AlertsPage, StreamPage } from '../warning-shapes.ts';

type Deps = Pick<HttpDeps, 'warning' | 'titles'>;

const ALERTS = '/api/v1/alerts';

/** What is unusual of what rules hear, and what is usual. */
export function warningRoutes(deps: Deps): readonly Route[] {
  return [alerts(deps), stream(deps)];
}

const alerts = ({ warning, titles }: Deps) =>
  scoped(
    {
      id: 'listAlerts',
      method: 'get',
      path: ALERTS,
      summary: 'When more was said than usual of what is listened for, what drives it, and who makes it',
      answers: { 200: { says: 'The alerts of the last 30 days', schema: AlertsPage } },
      params: z.object({}),
      query: z.object({}),
    },
    async ({ viewer }, { id }) => ({
      status: 200,
      body: alertsOf(await warning.overview(id, whereOf(viewer) === 'framed'), titles),
    }),
  );

const stream = ({ warning }: Deps) =>
  scoped(
    {
      id: 'readStream',
      method: 'get',
      path: `${ALERTS}/rules/{ruleId}`,
      summary: 'How much was said of what a rule hears, hour by hour, beside what is usual',
      answers: {
        200: { says: 'The hours, oldest first', schema: StreamPage },
        404: { says: 'No such rule' },
      },
      params: z.object({ ruleId: z.uuid() }),
      query: z.object({
        measure: z.enum(WATCHED).default('authors'),
        days: z.coerce.number().int().min(1).max(28).default(7),
      }),
    },
    async ({ params: { ruleId: rule }, query: { measure, days } }, { id }) => {
      const hours = await warning.stream(id, { rule, measure, days });
      if (!hours) throw new Refusal(404, 'There is no such listening rule.');
      return { status: 200, body: streamOf(measure, hours) };
    },
  );
