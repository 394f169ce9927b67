import { whatIs } from '../../core/outgoing/saying.ts';
import { meet } from '../../core/rules/fact.ts';
import type { Met, Outcome } from '../../core/rules/fact.ts';
import { windowOf } from '../../core/rules/rule.ts';
import type { DryRun, Rule } from '../../core/rules/rule.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { sayingAbout } from '../say.ts';
import type { Speaking } from '../say.ts';
import { carryOut, FACTS, monthBefore, nextOf, pagesOf } from './carry-out.ts';

/** What a rule would do, in numbers and with the first facts that fit. */
export interface Foreseen {
  readonly dryRun: DryRun;
  readonly met: readonly Foremet[];
}

/** A fact that fits, and what the rule would write of it into its chats. */
interface Foremet extends Met {
  readonly says?: string;
}

/** Facts that fit and are shown. */
const SHOWN = 50;

/**
 * What a rule would do now with what is kept of the last 30 days and it did not act on yet; nothing is done. Doing it
 * (`replayPage`) meets the same facts in the same order with the same room.
 */
export async function dryRun(
  w: Workspace,
  rule: Rule,
  { now, speaking }: { readonly now: Date; readonly speaking: Speaking },
): Promise<Foreseen> {
  let left = rule.limit.most - (await w.rules.used(rule.id, windowOf(rule.limit, now)));
  const rehearse = (): Outcome => (left-- > 0 ? 'acts' : 'held');
  const [met, counted]: [Met[], Record<Outcome, number>] = [[], { acts: 0, held: 0, known: 0 }];
  let seen = 0;
  for await (const facts of pagesOf(w, monthBefore(now), { unmet: rule.id })) {
    const page = await meet(rule.when, facts, rehearse);
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
  { does }: Rule,
  met: readonly Met[],
  speaking: Speaking,
): Promise<readonly Foremet[]> {
  if (!does.some((one) => one.do === 'chat message')) return met;
  const said: Foremet[] = [];
  for (const one of met) {
    const { contact, network } = one.fact;
    const { says, link } = await sayingAbout(
      w,
      { contact, rule: { network, what: whatIs(one.fact) } },
      speaking,
    );
    said.push({ ...one, says: `${says}\n${link}` });
  }
  return said;
}

/** Does what the dry run foresaw, a page at a time: an interruption goes on where it was. */
export async function replayPage(
  { installation, rule: id, after }: JobPayload<'replay'>,
  { store, now }: { readonly store: Store; readonly now: Now },
): Promise<void> {
  await store.inside(installation, async (w) => {
    const rule = await w.rules.hold(id);
    if (rule?.state !== 'on') return;
    const facts = await w.rules.facts(monthBefore(now()), { unmet: id, ...(after && { after }) }, FACTS);
    const met = await carryOut(w, rule, facts, { now: now(), again: true });
    for (const { fact, outcome } of met) {
      if (outcome !== 'acts') continue;
      await w.enqueue('record', [{ installation, contact: fact.contact }], { key: fact.contact });
    }
    const next = nextOf(facts);
    if (next) await w.enqueue('replay', [{ installation, rule: id, after: next }]);
  });
}
