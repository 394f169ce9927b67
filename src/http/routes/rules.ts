import { z } from 'zod';
import { WantedRule } from '../../core/rules/rule.ts';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import {
  foremetLine,
  Foresight,
  matchLine,
  RuleLine,
  ruleLine,
  RuleList,
  RuleMatches,
  RuleUndone,
} from '../rule-shapes.ts';
import { adminOf } from './settings.ts';

type Deps = Pick<HttpDeps, 'rules'>;

const AT = '/api/v1/rules';
const nothing = { params: z.object({}), query: z.object({}) };
const one = { params: z.object({ ruleId: z.uuid() }), query: z.object({}) };
const NONE = { 404: { says: 'No such rule' } };
const noSuch = () => new Refusal(404, 'There is no such rule.');

/** What is there, or why it is not: a rule that cannot be is the admin's to mend. */
function kept<T extends object>(answer: T | { readonly refused: string } | undefined, status: number): T {
  if (!answer) throw noSuch();
  if ('refused' in answer) throw new Refusal(status, answer.refused);
  return answer;
}

/** What is done when something happens: written as a draft, looked at in a dry run, published, undone. */
export function ruleRoutes(deps: Deps): readonly Route[] {
  return [
    list(deps),
    make(deps),
    change(deps),
    dryRun(deps),
    publish(deps),
    switchOff(deps),
    undo(deps),
    matches(deps),
  ];
}

const list = ({ rules }: Deps) =>
  scoped(
    {
      id: 'listRules',
      method: 'get',
      path: AT,
      summary: 'The rules, in the order in which they were made',
      answers: { 200: { says: 'All of them', schema: RuleList } },
      ...nothing,
    },
    async (_call, { id }) => ({ status: 200, body: { rules: (await rules.list(id)).map(ruleLine) } }),
  );

const make = ({ rules }: Deps) =>
  scoped(
    {
      id: 'makeRule',
      governs: true,
      method: 'post',
      path: AT,
      summary: 'Writes a rule as a draft: it does nothing until it is published',
      answers: { 201: { says: 'The draft', schema: RuleLine } },
      ...nothing,
      body: WantedRule,
    },
    async ({ body, viewer }, { id }) => {
      const made = kept(await rules.make(id, body, adminOf(viewer)), 400);
      return { status: 201, body: ruleLine(made) };
    },
  );

const change = ({ rules }: Deps) =>
  scoped(
    {
      id: 'changeRule',
      governs: true,
      method: 'put',
      path: `${AT}/{ruleId}`,
      summary: 'Changes a rule; it is a draft again',
      answers: { 200: { says: 'The draft', schema: RuleLine }, ...NONE },
      ...one,
      body: WantedRule,
    },
    async ({ params: { ruleId }, body, viewer }, { id }) => {
      const changed = kept(await rules.change(id, ruleId, body, adminOf(viewer)), 400);
      return { status: 200, body: ruleLine(changed) };
    },
  );

const dryRun = ({ rules }: Deps) =>
  scoped(
    {
      id: 'dryRunRule',
      governs: true,
      method: 'post',
      path: `${AT}/{ruleId}/dry-run`,
      summary: 'What it would do with what is kept of the last 30 days; nothing is done',
      answers: {
        200: { says: 'What it would do', schema: Foresight },
        ...NONE,
        409: { says: 'The CRM does not show what the rule asks for' },
      },
      ...one,
    },
    async ({ params: { ruleId } }, { id }) => {
      const { dryRun: numbers, met } = kept(await rules.dryRun(id, ruleId), 409);
      return { status: 200, body: { dryRun: numbers, met: met.map(foremetLine) } };
    },
  );

const publish = ({ rules }: Deps) =>
  scoped(
    {
      id: 'publishRule',
      governs: true,
      method: 'post',
      path: `${AT}/{ruleId}/publish`,
      summary: 'Switches it on, after a dry run of it as it is',
      answers: {
        200: { says: 'The rule', schema: RuleLine },
        ...NONE,
        409: { says: 'There was no dry run, or no admin lets Kith write yet' },
      },
      ...one,
      body: z.object({
        replay: z
          .boolean()
          .default(false)
          .meta({ description: 'Also acts on the last 30 days, as the dry run foresaw' }),
      }),
    },
    async ({ params: { ruleId }, body, viewer }, { id }) => {
      const how = { replay: body.replay, by: adminOf(viewer) };
      return { status: 200, body: ruleLine(kept(await rules.publish(id, ruleId, how), 409)) };
    },
  );

const switchOff = ({ rules }: Deps) =>
  scoped(
    {
      id: 'switchRuleOff',
      governs: true,
      method: 'post',
      path: `${AT}/{ruleId}/off`,
      summary: 'Switches it off; what it did stays',
      answers: { 200: { says: 'The rule', schema: RuleLine }, ...NONE },
      ...one,
    },
    async ({ params: { ruleId }, viewer }, { id }) => ({
      status: 200,
      body: ruleLine(kept(await rules.switchOff(id, ruleId, adminOf(viewer)), 400)),
    }),
  );

const undo = ({ rules }: Deps) =>
  scoped(
    {
      id: 'undoRule',
      governs: true,
      method: 'post',
      path: `${AT}/{ruleId}/undo`,
      summary: 'Switches it off, gives back every field it set, and names what cannot be taken back',
      answers: { 200: { says: 'What became of it', schema: RuleUndone }, ...NONE },
      ...one,
    },
    async ({ params: { ruleId }, viewer }, { id }) => {
      const { contacts, stays } = kept(await rules.undo(id, ruleId, adminOf(viewer)), 400);
      return { status: 200, body: { contacts, stays: [...stays] } };
    },
  );

const matches = ({ rules }: Deps) =>
  scoped(
    {
      id: 'listRuleMatches',
      method: 'get',
      path: `${AT}/{ruleId}/matches`,
      summary: 'What it met and did, newest first',
      answers: { 200: { says: 'The newest', schema: RuleMatches } },
      params: one.params,
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    },
    async ({ params: { ruleId }, query: { limit } }, { id }) => ({
      status: 200,
      body: { matches: (await rules.matches(id, ruleId, limit)).map(matchLine) },
    }),
  );
