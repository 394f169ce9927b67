import { Failure, POLICY } from '../../core/failure.ts';
import type { ContactId } from '../../core/ids.ts';
import { dealsAsked, fieldsAsked } from '../../core/rules/condition.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { ContactFact, Fact } from '../../core/rules/fact.ts';
import { holds } from '../../core/rules/holds.ts';
import type { Crm } from '../../ports/crm.ts';
import { askFields } from './ask-fields.ts';
import type { FieldAnswers } from './ask-fields.ts';

/** What conditions ask of the CRM itself. */
export interface CrmQuestions {
  /** Fields of its own. */
  readonly fields: readonly string[];
  /** Whether somebody's open deals are asked for. */
  readonly deals: boolean;
}

/** What the conditions of some rules ask together; undefined: nothing. */
export function questionsOf(...whens: readonly (readonly Condition[])[]): CrmQuestions | undefined {
  const when = whens.flat();
  const [fields, deals] = [fieldsAsked(when), dealsAsked(when)];
  return fields.length > 0 || deals ? { fields, deals } : undefined;
}

type Deals = NonNullable<ContactFact['deals']>;

/** What the CRM says of what rules ask. */
export interface Answers {
  readonly fields: FieldAnswers;
  /** By contact; or why it says nothing of anybody's. */
  readonly deals: ReadonlyMap<ContactId, Deals> | string;
}

/**
 * Asks the CRM about these contacts, many together: once for all fields, once for all deals.
 * @throws Failure when asking again later can help.
 */
export async function askCrm(
  crm: Crm,
  contacts: readonly ContactId[],
  { fields, deals }: CrmQuestions,
): Promise<Answers> {
  return {
    fields: await askFields(crm, contacts, fields),
    deals: deals && contacts.length > 0 ? await askDeals(crm, contacts) : new Map(),
  };
}

export const NO_DEALS = 'The CRM has not granted Kith the right to read deals';

async function askDeals(crm: Crm, contacts: readonly ContactId[]): Promise<Answers['deals']> {
  if (!crm.abilities().has('deals')) return NO_DEALS;
  try {
    const open = Map.groupBy(await crm.openDeals(contacts), ({ contact }) => contact);
    return new Map(contacts.map((contact) => [contact, open.get(contact) ?? []]));
  } catch (error) {
    if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
    return `The CRM ${POLICY[error.kind].say}, when it is asked for deals`;
  }
}

/** What keeps a rule from acting: the CRM does not answer what it asks for. Then it acts on nothing, rather than guess. */
export function troubleOf(when: readonly Condition[], { fields, deals }: Answers): string | undefined {
  if (dealsAsked(when) && typeof deals === 'string') return `${deals}: the rule acts on nothing.`;
  const asked = fieldsAsked(when);
  if (asked.length === 0) return undefined;
  const { lost } = fields;
  if (typeof lost === 'string') return `${lost} The rule acts on nothing until it answers.`;
  const [gone] = asked.filter((field) => lost.has(field));
  if (gone === undefined) return undefined;
  return `The CRM has no contact field “${gone}”, or does not show it to Kith: the rule acts on nothing.`;
}

const OF_CRM: ReadonlySet<Condition['on']> = new Set(['field', 'deal']);

/** Whether all conditions hold of a fact but those for which the CRM has to be asked. */
export const holdsButForCrm = (when: readonly Condition[], fact: Fact): boolean =>
  holds(
    when.filter(({ on }) => !OF_CRM.has(on)),
    fact,
  );

/** The facts with what the CRM says; of contacts that it does not know nothing is said. */
export const withAnswers = (facts: readonly Fact[], { fields, deals }: Answers): readonly Fact[] =>
  facts.map((fact) => {
    if (fact.about !== 'contact') return fact;
    const [own, open] = [
      fields.of.get(fact.contact),
      typeof deals === 'string' ? undefined : deals.get(fact.contact),
    ];
    return { ...fact, ...(own && { fields: own }), ...(open && { deals: open }) };
  });
