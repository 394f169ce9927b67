import type { ContactId, InstallationId } from '../../core/ids.ts';
import type { Met } from '../../core/rules/meet.ts';
import { aboutOf } from '../../core/rules/rule.ts';
import type { Rule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { askCrm, holdsButForCrm, questionsOf, troubleOf, unknownTo, withAnswers } from './ask-crm.ts';
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
  for (const rule of await onAbout(w, 'contact')) {
    for await (const facts of pagesOf(w, since(rule, now), { rule, contact })) {
      if (!questionsOf(rule.when)) await carryOut(w, rule, facts, { now, again: false });
      else if (facts.some((fact) => holdsButForCrm(rule.when, fact))) await waitForCrm(w, contact);
    }
  }
}

/** Meets alerts that were raised with the rules that are about them, each once. */
export async function meetAlerts(w: Workspace, now: Date): Promise<void> {
  for (const rule of await onAbout(w, 'alert'))
    for await (const facts of pagesOf(w, since(rule, now), { rule }))
      await carryOut(w, rule, facts, { now, again: false });
}

const onAbout = async (w: Workspace, about: ReturnType<typeof aboutOf>) =>
  (await w.rules.on()).filter((rule) => aboutOf(rule) === about);

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
    const rules = (await w.rules.on()).filter(({ when }) => questionsOf(when));
    const contacts = await w.rules.takeWaiting(crm.batches.read);
    const questions = questionsOf(...rules.map(({ when }) => when));
    if (!questions || contacts.length === 0) return;
    const answers = await askCrm(crm, contacts, questions);
    for (const rule of rules) {
      const trouble = troubleOf(rule.when, answers);
      await w.rules.keepTrouble(rule.id, trouble ?? unknownTo(rule.when, answers));
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
    if (outcome !== 'acts' || fact.about !== 'contact') continue;
    const { contact } = fact;
    await w.enqueue('record', [{ installation, contact }], { key: contact });
  }
}
