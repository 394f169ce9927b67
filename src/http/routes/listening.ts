import { z } from 'zod';
import { NetworkId } from '../../core/ids.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import type { ListeningRule } from '../../core/listening/rule.ts';
import type { HttpDeps } from '../deps.ts';
import { foreseenOf, pageOf } from '../listening-lines.ts';
import { Foreseen, ListeningPage } from '../listening-shapes.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { adminOf } from './settings.ts';

type Deps = Pick<HttpDeps, 'listening' | 'titles'>;

export const LISTENING = '/api/v1/listening';
const RULES = `${LISTENING}/rules`;
const nothing = { params: z.object({}), query: z.object({}) };
const one = { params: z.object({ ruleId: z.uuid() }), query: z.object({}) };
const NONE = { 404: { says: 'No such rule' } };
const Made = z
  .object({ id: z.uuid(), wanted: WantedListening, on: z.boolean() })
  .meta({ id: 'MadeListening' });

/** What to listen for: rules, what each would hear, and what they came to. */
export function listeningRoutes(deps: Deps): readonly Route[] {
  return [read(deps), make(deps), change(deps), turn(deps), remove(deps), preview(deps), strangers(deps)];
}

const read = ({ listening, titles }: Deps) =>
  scoped(
    {
      id: 'readListening',
      method: 'get',
      path: LISTENING,
      summary:
        'What is listened for, what each rule heard and cost, and which networks let themselves be listened to',
      answers: { 200: { says: 'All of it', schema: ListeningPage } },
      ...nothing,
    },
    async (_call, { id }) => ({ status: 200, body: pageOf(await listening.overview(id), titles) }),
  );

function kept(answer: ListeningRule | { readonly refused: string } | undefined) {
  if (!answer) throw new Refusal(404, 'There is no such listening rule.');
  if ('refused' in answer) throw new Refusal(400, answer.refused);
  return { id: answer.id, wanted: answer.wanted, on: answer.on };
}

const make = ({ listening }: Deps) =>
  scoped(
    {
      id: 'makeListening',
      governs: true,
      method: 'post',
      path: RULES,
      summary: 'Writes a listening rule; it hears nothing until it is switched on',
      answers: { 201: { says: 'The rule', schema: Made } },
      ...nothing,
      body: WantedListening,
    },
    async ({ body, viewer }, { id }) => ({
      status: 201,
      body: kept(await listening.make(id, body, adminOf(viewer))),
    }),
  );

const change = ({ listening }: Deps) =>
  scoped(
    {
      id: 'changeListening',
      governs: true,
      method: 'put',
      path: `${RULES}/{ruleId}`,
      summary: 'Changes a listening rule; what it heard stays',
      answers: { 200: { says: 'The rule', schema: Made }, ...NONE },
      ...one,
      body: WantedListening,
    },
    async ({ params: { ruleId }, body, viewer }, { id }) => ({
      status: 200,
      body: kept(await listening.change(id, ruleId, body, adminOf(viewer))),
    }),
  );

const turn = ({ listening }: Deps) =>
  scoped(
    {
      id: 'turnListening',
      governs: true,
      method: 'post',
      path: `${RULES}/{ruleId}/turn`,
      summary: 'Switches a listening rule on or off; off, nothing is asked for it',
      answers: { 200: { says: 'The rule', schema: Made }, ...NONE },
      ...one,
      body: z.object({ on: z.boolean() }),
    },
    async ({ params: { ruleId }, body, viewer }, { id }) => ({
      status: 200,
      body: kept(await listening.turn(id, ruleId, body.on, adminOf(viewer))),
    }),
  );

const remove = ({ listening }: Deps) =>
  scoped(
    {
      id: 'removeListening',
      governs: true,
      method: 'delete',
      path: `${RULES}/{ruleId}`,
      summary: 'Removes a listening rule, and the strangers whom only it heard',
      answers: {
        204: { says: 'It is gone' },
        ...NONE,
        409: { says: 'A rule that is on asks for it' },
      },
      ...one,
    },
    async ({ params: { ruleId } }, { id }) => {
      const removed = await listening.remove(id, ruleId);
      if (typeof removed === 'object') throw new Refusal(409, removed.refused);
      if (!removed) kept(undefined);
      return { status: 204 };
    },
  );

const preview = ({ listening }: Deps) =>
  scoped(
    {
      id: 'previewListening',
      governs: true,
      method: 'post',
      path: `${LISTENING}/preview`,
      summary:
        'What a rule would have heard of what is known of the last 30 days, and what one network answers now',
      answers: { 200: { says: 'What it would hear; nothing is kept', schema: Foreseen } },
      ...nothing,
      body: z.object({
        rule: WantedListening,
        network: NetworkId.optional().meta({ description: 'Asked one question, which counts for the day' }),
      }),
    },
    async ({ body: { rule, network } }, { id }) => ({
      status: 200,
      body: foreseenOf(await listening.preview(id, rule, network)),
    }),
  );

const strangers = ({ listening }: Deps) =>
  scoped(
    {
      id: 'keepStrangers',
      governs: true,
      method: 'put',
      path: `${LISTENING}/strangers`,
      summary: 'For how many days what strangers said is kept',
      answers: { 204: { says: 'It is so from now on' } },
      ...nothing,
      body: z.object({ days: z.int().min(1).max(365) }),
    },
    async ({ body: { days } }, { id }) => {
      await listening.keepStrangers(id, days);
      return { status: 204 };
    },
  );
