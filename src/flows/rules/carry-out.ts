import { matchedEvent } from '../../core/outgoing/event.ts';
import type { Fact } from '../../core/rules/fact.ts';
import { meet } from '../../core/rules/meet.ts';
import type { Met } from '../../core/rules/meet.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { ruleWishes } from '../../core/rules/set-fields.ts';
import type { Wish } from '../../core/governance/mapped-write.ts';
import type { ContactId } from '../../core/ids.ts';
import type { Workspace } from '../../ports/store.ts';
import { announce } from '../announce.ts';

/**
 * Meets facts with a rule for real: what may act does, within the limit. Fields are set, endpoints and chats told in this
 * transaction; what is made in the CRM is work of its own.
 * @param again also what the limit held back before.
 */
export async function carryOut(
  w: Workspace,
  rule: Rule,
  facts: readonly Fact[],
  { now, again }: { readonly now: Date; readonly again: boolean },
): Promise<readonly Met[]> {
  const met = await meet(rule.when, facts, (fact) => w.rules.claim(rule, fact, now, again));
  for (const { fact, outcome } of met) if (outcome === 'acts') await act(w, rule, fact, now);
  return met;
}

async function act(w: Workspace, rule: Rule, fact: Fact, now: Date): Promise<void> {
  if (fact.about === 'contact') {
    const { contact, at } = fact;
    const fields = rule.does.flatMap((one) => (one.do === 'field' ? [{ ...one, at }] : []));
    await w.rules.setFields(contact, rule.id, fields);
  }
  for (const one of rule.does) {
    if (one.do !== 'webhook' && one.do !== 'chat message') continue;
    const only = one.do === 'webhook' ? undefined : one.chat;
    await announce(w, matchedEvent(rule.id, fact), now, only);
  }
  const { installation } = w;
  await w.enqueue('act', [{ installation, rule: rule.id, fact: fact.key }], {
    key: `${rule.id} ${fact.key}`,
  });
}

/** What rules ask of the contact's fields now. */
export async function wishesOfRules(
  w: Workspace,
  contact: ContactId,
): Promise<Readonly<Record<string, Wish>>> {
  const set = await w.rules.fieldsOf(contact);
  if (set.length === 0) return {};
  return ruleWishes(set, (await w.mapped.trails([contact])).get(contact) ?? {});
}
