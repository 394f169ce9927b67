import { Failure, POLICY } from '../../core/failure.ts';
import type { ContactId } from '../../core/ids.ts';
import { dealsAsked, fieldsAsked } from '../../core/rules/condition.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { ContactFact, Fact } from '../../core/rules/fact.ts';
import { holds } from '../../core/rules/holds.ts';
import type { Crm } from '../../ports/crm.ts';
import { withheldSays } from '../withheld.ts';
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

/** What the CRM tells of open deals, by contact, and of whom not all; or why it says nothing of anybody's. */
type DealAnswers =
  | { readonly of: ReadonlyMap<ContactId, Deals>; readonly cut: ReadonlySet<ContactId> }
  | { readonly lost: string };

/** What the CRM says of what rules ask. */
export interface Answers {
  readonly fields: FieldAnswers;
  readonly deals: DealAnswers;
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
    deals: deals && contacts.length > 0 ? await askDeals(crm, contacts) : { of: new Map(), cut: new Set() },
  };
}

async function askDeals(crm: Crm, contacts: readonly ContactId[]): Promise<DealAnswers> {
  try {
    const read = await crm.openDeals(contacts);
    if ('withheld' in read) return { lost: withheldSays('The CRM', read.withheld, IDLE) };
    const open = Map.groupBy(read.deals, ({ contact }) => contact);
    return { of: new Map(contacts.map((contact) => [contact, open.get(contact) ?? []])), cut: read.cut };
  } catch (error) {
    if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
    return { lost: `The CRM ${POLICY[error.kind].say}, when it is asked for deals: ${IDLE}.` };
  }
}

const IDLE = 'the rule acts on nothing';

/** What keeps a rule from acting: the CRM does not answer what it asks for. Then it acts on nothing, rather than guess. */
export function troubleOf(when: readonly Condition[], { fields, deals }: Answers): string | undefined {
  if (dealsAsked(when) && 'lost' in deals) return deals.lost;
  const asked = fieldsAsked(when);
  if (asked.length === 0) return undefined;
  const { lost } = fields;
  if (typeof lost === 'string') return `${lost} The rule acts on nothing until it answers.`;
  const [gone] = asked.filter((field) => lost.has(field));
  if (gone === undefined) return undefined;
  return `The CRM has no contact field “${gone}”, or does not show it to Kith: the rule acts on nothing.`;
}

/** What a rule that acts cannot know: whether a deal is worth enough among those that the CRM does not tell. */
export function unknownTo(when: readonly Condition[], { deals }: Answers): string | undefined {
  const asksWorth = when.some((one) => one.on === 'deal' && one.worth !== undefined);
  return asksWorth && 'cut' in deals && deals.cut.size > 0 ? CUT : undefined;
}

const CUT = 'Somebody has more open deals than the CRM tells: of theirs the rule knows the newest only.';

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
    const [own, open] = [fields.of.get(fact.contact), 'of' in deals ? deals.of.get(fact.contact) : undefined];
    return { ...fact, ...(own && { fields: own }), ...(open && { deals: open }) };
  });
