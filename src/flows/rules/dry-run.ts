import type { InstallationId } from '../../core/ids.ts';
import { matchedEvent } from '../../core/outgoing/event.ts';
import { meet } from '../../core/rules/meet.ts';
import type { Met, Outcome } from '../../core/rules/meet.ts';
import { windowOf } from '../../core/rules/rule.ts';
import type { DryRun, Rule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { sayingAbout } from '../say.ts';
import type { Speaking } from '../say.ts';
import { carryOut } from './carry-out.ts';
import { deriveActed } from './meet-rules.ts';
import { openQuestions } from './open-questions.ts';
import { monthBefore, nextOf, pageOf, pagesOf } from './pages.ts';

/** What a rule would do, in numbers and with the first facts that fit. */
export interface Foreseen {
  readonly dryRun: DryRun;
  readonly met: readonly Foremet[];
}

/** A fact that fits, and what the rule would write of it into its chats. */
export interface Foremet extends Met {
  readonly says?: string;
}

/** Facts that fit and are shown. */
const SHOWN = 50;

type CrmOf = (installation: InstallationId) => Promise<Crm>;

/**
 * What a rule would do now with what is kept of the last 30 days and it did not act on yet; nothing is done. Doing it
 * (`replayPage`) meets the same facts in the same order with the same room.
 * @throws Failure when the CRM has to be asked and does not answer.
 */
export async function dryRun(
  w: Workspace,
  rule: Rule,
  { now, speaking, crmOf }: { readonly now: Date; readonly speaking: Speaking; readonly crmOf: CrmOf },
): Promise<Foreseen | { readonly refused: string }> {
  let left = rule.limit.most - (await w.rules.used(rule.id, windowOf(rule.limit, now)));
  const rehearse = (): Outcome => (left-- > 0 ? 'acts' : 'held');
  const [met, counted]: [Met[], Record<Outcome, number>] = [[], { acts: 0, held: 0, known: 0 }];
  let seen = 0;
  const questions = openQuestions(rule, () => crmOf(w.installation));
  for await (const facts of pagesOf(w, monthBefore(now), { rule })) {
    const answered = await questions.answered(facts);
    if (typeof answered === 'string') return { refused: answered };
    const page = await meet(rule.when, answered, rehearse);
    for (const { outcome } of page) counted[outcome] += 1;
    met.push(...page.slice(0, SHOWN - met.length));
    seen += facts.length;
  }
  const { acts, held } = counted;
  const foremet = await withWords(w, rule, met, speaking);
  return { dryRun: { at: now.toISOString(), facts: seen, acts, held }, met: foremet };
}

async function withWords(
  w: Workspace,
  { id, does }: Rule,
  met: readonly Met[],
  speaking: Speaking,
): Promise<readonly Foremet[]> {
  if (!does.some((one) => one.do === 'chat message')) return met;
  const said: Foremet[] = [];
  for (const one of met) {
    const { says, link } = await sayingAbout(w, matchedEvent(id, one.fact), speaking);
    said.push({ ...one, says: `${says}\n${link}` });
  }
  return said;
}

/**
 * Does what the dry run foresaw, a page at a time: an interruption goes on where it was. Where the CRM does not show what
 * the rule asks for, it says so and does no more.
 * @throws Failure when the CRM has to be asked and does not answer: it is tried again.
 */
export async function replayPage(
  { installation, rule: id, after }: JobPayload<'replay'>,
  { store, now, crmOf }: { readonly store: Store; readonly now: Now; readonly crmOf: CrmOf },
): Promise<void> {
  await store.inside(installation, async (w) => {
    const rule = await w.rules.hold(id);
    if (rule?.state !== 'on') return;
    const facts = await pageOf(w, monthBefore(now()), { rule, after });
    const questions = openQuestions(rule, () => crmOf(installation));
    const answered = await questions.answered(facts);
    await w.rules.keepTrouble(id, typeof answered === 'string' ? answered : questions.unknown());
    if (typeof answered === 'string') return;
    await deriveActed(w, await carryOut(w, rule, answered, { now: now(), again: true }));
    const next = nextOf(facts);
    if (next) await w.enqueue('replay', [{ installation, rule: id, after: next }]);
  });
}
