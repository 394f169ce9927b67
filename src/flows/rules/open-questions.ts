import type { ContactId } from '../../core/ids.ts';
import type { Fact } from '../../core/rules/fact.ts';
import type { Rule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import { askCrm, holdsButForCrm, questionsOf, troubleOf, unknownTo, withAnswers } from './ask-crm.ts';

/** Contacts beyond these are not asked about for a dry run: it would cost too many calls. */
const MOST = 1_000;

/** Asks the CRM about facts that fit a rule so far, of each contact once however often it is asked. */
export function openQuestions({ when }: Pick<Rule, 'when'>, crmOf: () => Promise<Crm>) {
  const questions = questionsOf(when);
  const asked = new Set<ContactId>();
  const fields = new Map();
  const deals = { of: new Map(), cut: new Set<ContactId>() };
  /** Keeps what the CRM says of them. @returns why it says nothing. */
  const ask = async (crm: Crm, contacts: readonly ContactId[]): Promise<string | undefined> => {
    if (!questions) return undefined;
    const answers = await askCrm(crm, contacts, questions);
    const trouble = troubleOf(when, answers);
    if (trouble !== undefined || 'lost' in answers.deals) return trouble;
    for (const contact of contacts) asked.add(contact);
    for (const [contact, values] of answers.fields.of) fields.set(contact, values);
    for (const [contact, open] of answers.deals.of) deals.of.set(contact, open);
    for (const contact of answers.deals.cut) deals.cut.add(contact);
    return undefined;
  };
  const answers = { fields: { of: fields, lost: new Set<string>() }, deals };
  /** The facts with what the CRM says, or why it says nothing. */
  const answered = async (facts: readonly Fact[]): Promise<readonly Fact[] | string> => {
    if (!questions) return facts;
    const fitting = contactsOf(facts.filter((fact) => holdsButForCrm(when, fact)));
    const news = [...fitting].filter((contact) => !asked.has(contact));
    if (asked.size + news.length > MOST) return TOO_MANY;
    if (news.length > 0) {
      const crm = await crmOf();
      for (const some of inBatches(news, crm.batches.read)) {
        const trouble = await ask(crm, some);
        if (trouble !== undefined) return trouble;
      }
    }
    return withAnswers(facts, answers);
  };
  return { answered, unknown: () => unknownTo(when, answers) };
}

const contactsOf = (facts: readonly Fact[]): ReadonlySet<ContactId> =>
  new Set(facts.flatMap((fact) => (fact.about === 'contact' ? [fact.contact] : [])));

function* inBatches(contacts: readonly ContactId[], size: number): Generator<readonly ContactId[]> {
  for (let from = 0; from < contacts.length; from += size) yield contacts.slice(from, from + size);
}

const TOO_MANY =
  `The CRM would have to be asked about more than ${MOST.toLocaleString('en')} contacts: add a condition that fits ` +
  'fewer of what happened.';
