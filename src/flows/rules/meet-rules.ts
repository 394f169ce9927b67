import type { ContactId, InstallationId } from '../../core/ids.ts';
import { fieldsAsked } from '../../core/rules/condition.ts';
import type { Fact, Met } from '../../core/rules/fact.ts';
import type { Rule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { askCrm, holdsButForFields, troubleOf, withAnswers } from './ask-crm.ts';
import type { Answers } from './ask-crm.ts';
import { carryOut } from './carry-out.ts';
import { monthBefore, pagesOf } from './pages.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
}

/** Contacts gather for so long, so that one call asks about all of them. */
const GATHER_SECONDS = 60;

/**
 * Meets what happened around a contact with the rules that are on, each fact once; only what came after a rule was. What
 * fits a rule but for what the CRM has to be asked waits: at most one question a minute is put for all of it.
 */
export async function meetRules(w: Workspace, contact: ContactId, now: Date): Promise<void> {
  for (const rule of await w.rules.on()) {
    for await (const facts of pagesOf(w, since(rule, now), { rule, contact })) {
      if (fieldsAsked(rule.when).length === 0) await carryOut(w, rule, facts, { now, again: false });
      else if (facts.some((fact) => holdsButForFields(rule.when, fact))) await waitForCrm(w, contact);
    }
  }
}

function since({ onSince }: Rule, now: Date): Date {
  return new Date(Math.max(onSince?.getTime() ?? now.getTime(), monthBefore(now).getTime()));
}

async function waitForCrm(w: Workspace, contact: ContactId): Promise<void> {
  const { installation } = w;
  await w.rules.wait(contact);
  await w.enqueue('meet', [{ installation }], { key: installation, afterSeconds: GATHER_SECONDS });
}

/**
 * Asks the CRM about the contacts that wait, as many as one call carries, and meets what happened around them. What
 * happened fits by what the CRM says at this moment.
 * @throws Failure when the CRM does not answer: they wait on, and it is tried again.
 */
export async function meetWaiting(installation: InstallationId, deps: Deps): Promise<void> {
  const crm = await deps.crmOf(installation);
  await deps.store.inside(installation, async (w) => {
    const rules = (await w.rules.on()).filter(({ when }) => fieldsAsked(when).length > 0);
    const contacts = await w.rules.takeWaiting(crm.batches.read);
    const fields = new Set(rules.flatMap(({ when }) => fieldsAsked(when)));
    const answers = await askCrm(crm, contacts, [...fields]);
    for (const rule of contacts.length === 0 ? [] : rules) {
      const trouble = troubleOf(rule.when, answers);
      await w.rules.keepTrouble(rule.id, trouble);
      if (trouble !== undefined) continue;
      for (const contact of contacts) await meetAnswered(w, rule, contact, answers, deps.now());
    }
    if (contacts.length === crm.batches.read) await w.enqueue('meet', [{ installation }]);
  });
}

async function meetAnswered(
  w: Workspace,
  rule: Rule,
  contact: ContactId,
  answers: Answers,
  now: Date,
): Promise<void> {
  for await (const facts of pagesOf(w, since(rule, now), { rule, contact })) {
    await deriveActed(w, await carryOut(w, rule, withAnswers(facts, answers), { now, again: false }));
  }
}

/** Whose fields a rule set is derived again, so that they are written. */
export async function deriveActed(w: Workspace, met: readonly Met[]): Promise<void> {
  const { installation } = w;
  for (const { fact, outcome } of met) {
    const { contact } = fact;
    if (outcome === 'acts') await w.enqueue('record', [{ installation, contact }], { key: contact });
  }
}

/** Contacts beyond these are not asked about for a dry run: it would cost too many calls. */
const MOST = 1_000;

/** Asks the CRM about facts that fit a rule so far, of each contact once however often it is asked. */
export function openQuestions({ when }: Pick<Rule, 'when'>, crmOf: () => Promise<Crm>) {
  const fields = fieldsAsked(when);
  const asked = new Set<ContactId>();
  const known = new Map<ContactId, Readonly<Record<string, string>>>();
  /** The facts with what the CRM says, or why it says nothing. */
  return async (facts: readonly Fact[]): Promise<readonly Fact[] | string> => {
    if (fields.length === 0) return facts;
    const fitting = facts.filter((fact) => holdsButForFields(when, fact)).map(({ contact }) => contact);
    const news = [...new Set(fitting)].filter((contact) => !asked.has(contact));
    if (news.length > 0) {
      if (asked.size + news.length > MOST) return TOO_MANY;
      const answers = await askCrm(await crmOf(), news, fields);
      const trouble = troubleOf(when, answers);
      if (trouble !== undefined) return trouble;
      for (const contact of news) asked.add(contact);
      for (const [contact, values] of answers.of) known.set(contact, values);
    }
    return withAnswers(facts, { of: known });
  };
}

const TOO_MANY =
  `The CRM would have to be asked about more than ${MOST.toLocaleString('en')} contacts: add a condition that fits ` +
  'fewer of what happened.';
