import { isIdentity } from '../../core/governance/check-mappings.ts';
import type { InstallationId } from '../../core/ids.ts';
import { silenceOf } from '../../core/conversation/own-labels/figures.ts';
import { dealsAsked, fieldsAsked, labelsAsked, topicsAsked } from '../../core/rules/condition.ts';
import { mismatchIn } from '../../core/rules/rule.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import type { CrmField } from '../../ports/crm-items.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { withheldSays } from '../withheld.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
}

/**
 * What speaks against a rule: what does not go together, a chat, a topic or a label that is not there, deals that Kith may not
 * read, or a field that it must not set or cannot read.
 */
export async function troubleWith(
  at: InstallationId,
  rule: WantedRule,
  deps: Deps,
): Promise<string | undefined> {
  return (
    (await deps.store.inside(at, (w) => troubleInside(w, rule))) ??
    (await troubleWithDeals(at, rule, deps)) ??
    (await troubleWithFields(at, rule, deps))
  );
}

/** The same, as far as it needs no CRM. */
export async function troubleInside(
  w: Workspace,
  { when, does }: Pick<WantedRule, 'when' | 'does'>,
): Promise<string | undefined> {
  return (
    mismatchIn({ when, does }) ??
    (await troubleWithTopics(w, when)) ??
    (await troubleWithLabels(w, when)) ??
    (await troubleWithChats(w, does))
  );
}

async function troubleWithTopics(w: Workspace, when: WantedRule['when']): Promise<string | undefined> {
  const asked = topicsAsked(when);
  if (asked.length === 0) return undefined;
  const there = new Map((await w.listening.rules()).map((one) => [one.id, one]));
  for (const id of asked) {
    const topic = there.get(id);
    if (!topic) return 'A topic that the rule asks for is not there: choose another listening rule.';
    if (!topic.on) {
      return `The listening rule “${topic.wanted.name}” is off, and names nothing: switch it on, or ask for another.`;
    }
  }
  return undefined;
}

async function troubleWithLabels(w: Workspace, when: WantedRule['when']): Promise<string | undefined> {
  const asked = labelsAsked(when);
  if (asked.length === 0) return undefined;
  const taught = await w.ownLabels.taught();
  if (!taught) return 'The account taught no labels of its own: teach some first, or ask for something else.';
  const there = new Set(taught.figures.labels.map(({ label }) => label));
  const gone = asked.find((label) => !there.has(label));
  if (gone !== undefined) return `“${gone}” is none of the labels that are taught now: choose another.`;
  return silenceOf(taught.figures);
}

async function troubleWithChats(w: Workspace, does: WantedRule['does']): Promise<string | undefined> {
  const named = does.flatMap((one) => (one.do === 'chat message' ? [one.chat] : []));
  if (named.length === 0) return undefined;
  if (new Set(named).size < named.length) return 'The rule writes to one chat twice: keep one.';
  const there = new Set((await w.outgoing.chats()).map(({ id }) => id));
  const isMissing = named.some((id) => !there.has(id));
  return isMissing ? 'A chat that the rule writes to is not there: choose another.' : undefined;
}

async function troubleWithDeals(
  at: InstallationId,
  { when }: WantedRule,
  { crmOf }: Deps,
): Promise<string | undefined> {
  if (!dealsAsked(when)) return undefined;
  const withheld = (await (await crmOf(at)).withheld()).find(({ ability }) => ability === 'deals');
  return withheld && `${withheldSays('The CRM', withheld)} Or ask for something else.`;
}

async function troubleWithFields(
  at: InstallationId,
  { when, does }: WantedRule,
  { store, crmOf }: Deps,
): Promise<string | undefined> {
  const asked = fieldsAsked(when);
  const names = does.flatMap((one) => (one.do === 'field' ? [one.field] : []));
  if (asked.length + names.length === 0) return undefined;
  if (new Set(names).size < names.length) return 'The rule sets one field twice: keep one.';
  const fields = await (await crmOf(at)).fields();
  const { settings } = await store.inside(at, (w) => w.governance.read());
  const mapped = new Set(settings.mappings.map(({ field }) => field));
  return troubleWithAsked(asked, fields) ?? troubleWithSet(names, fields, mapped);
}

function troubleWithAsked(asked: readonly string[], fields: readonly CrmField[]): string | undefined {
  for (const name of asked) {
    const field = fields.find((one) => one.name === name);
    if (!field) return `The CRM has no contact field “${name}”, or does not show it to Kith.`;
    if (field.ours) return `“${field.label}” is Kith’s own: ask for what it stands for instead.`;
  }
  return undefined;
}

const KINDS: ReadonlySet<string> = new Set(['text', 'long text', 'url', 'number', 'choice']);

/** A field that Kith must not write, or that an admin mapped to a fact. */
function troubleWithSet(
  names: readonly string[],
  fields: readonly CrmField[],
  mapped: ReadonlySet<string>,
): string | undefined {
  for (const name of names) {
    const field = fields.find((one) => one.name === name);
    if (!field) return `The CRM has no contact field “${name}”.`;
    if (field.ours || !field.writable || !KINDS.has(field.kind) || isIdentity(name)) {
      return `“${field.label}” is no field that a rule may set.`;
    }
    if (mapped.has(name)) {
      return `“${field.label}” is mapped to a fact already: a field is written by one of both.`;
    }
  }
  return undefined;
}
