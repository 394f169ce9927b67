import type { ContactId } from '../../core/ids.ts';
import { aboutWhat } from '../../core/rules/about.ts';
import { topicsAsked } from '../../core/rules/condition.ts';
import type { Fact } from '../../core/rules/fact.ts';
import { aboutOf } from '../../core/rules/rule.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import type { FactPlace } from '../../ports/rules.ts';
import type { Workspace } from '../../ports/store.ts';

/** How many facts are met in one go. */
export const FACTS = 500;

/** So far back rules look. */
export const monthBefore = (now: Date) => new Date(now.getTime() - 30 * 86_400_000);

/** What a rule has not acted on yet, with the topics it asks for. */
interface About {
  readonly rule: Pick<WantedRule, 'when'> & { readonly id: string };
  readonly contact?: ContactId;
}

/** One page of the facts since a moment. */
export async function pageOf(
  w: Workspace,
  from: Date,
  { rule, ...about }: About & { readonly after?: FactPlace | undefined },
): Promise<readonly Fact[]> {
  const { after, ...only } = about;
  const page = { unmet: rule.id, ...(after && { after }) };
  if (aboutOf(rule) === 'alert') return w.rules.alertFacts(from, page, FACTS);
  const facts = await w.rules.facts(from, { ...only, ...page }, FACTS);
  const topics = topicsAsked(rule.when);
  if (topics.length === 0 || facts.length === 0) return facts;
  return facts.map(aboutWhat(topics, await w.listening.rules()));
}

/** All facts since a moment, a page at a time. */
export async function* pagesOf(w: Workspace, from: Date, about: About): AsyncGenerator<readonly Fact[]> {
  let after: FactPlace | undefined;
  do {
    const facts = await pageOf(w, from, { ...about, after });
    yield facts;
    after = nextOf(facts);
  } while (after);
}

/** Where the page after a full one begins. */
export function nextOf(facts: readonly Fact[]): FactPlace | undefined {
  const last = facts.length === FACTS ? facts.at(-1) : undefined;
  return last && { at: last.at.toISOString(), key: last.key };
}
