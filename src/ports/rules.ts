import { z } from 'zod';
import type { ContactId } from '../core/ids.ts';
import type { AlertFact, ContactFact } from '../core/rules/fact.ts';
import type { Outcome } from '../core/rules/meet.ts';
import type { DryRun, Rule, WantedRule } from '../core/rules/rule.ts';
import type { SetField } from '../core/rules/set-fields.ts';

/** One action that a rule took on a fact, or why it did not. */
export const Done = z.object({
  do: z.enum(['task', 'ticket', 'list', 'field', 'webhook', 'chat message']),
  /** What it made in the CRM. */
  id: z.string().optional(),
  url: z.string().optional(),
  says: z.string().optional(),
});
export type Done = z.output<typeof Done>;

interface MetFact {
  readonly rule: string;
  readonly fact: string;
  readonly outcome: 'held' | 'acting' | 'done';
  readonly at: Date;
  readonly metAt: Date;
  readonly done: readonly Done[];
}

/** A fact about a contact that a rule met; its address, until all is done with it. */
export interface ContactMatch extends MetFact {
  readonly contact: ContactId;
  readonly url?: string;
}

/** An alert that a rule met. */
export interface AlertMatch extends MetFact {
  readonly alert: string;
}
export type Match = ContactMatch | AlertMatch;

/** Where a page of facts ended. */
export const FactPlace = z.object({ at: z.iso.datetime(), key: z.string() });
export type FactPlace = z.output<typeof FactPlace>;

/** Rules, what they met, and what they want; of one installation, inside a transaction. */
export interface RuleRows {
  all(): Promise<readonly Rule[]>;
  find(id: string): Promise<Rule | undefined>;
  /** The same, and nobody else decides of it before the transaction ends. */
  hold(id: string): Promise<Rule | undefined>;
  /** Those that are on. */
  on(): Promise<readonly Rule[]>;
  make(rule: WantedRule, by: string, at: Date): Promise<Rule>;
  /** It is a draft again, without a dry run. Undefined when there is none of this id. */
  change(id: string, rule: WantedRule, by: string): Promise<Rule | undefined>;
  keepDryRun(id: string, dryRun: DryRun): Promise<void>;
  turn(id: string, state: 'on' | 'off', by: string, at: Date): Promise<void>;
  /** Why it acts on nothing, for the admin; undefined: nothing is in its way any more. */
  keepTrouble(id: string, trouble: string | undefined): Promise<void>;
  /**
   * What happened around contacts since a moment, in the order it did, and of the same moment by key.
   * @param about `contact`: only around this one; `unmet`: only what this rule did not act on yet.
   */
  facts(
    since: Date,
    about: { readonly contact?: ContactId; readonly unmet?: string; readonly after?: FactPlace },
    limit: number,
  ): Promise<readonly ContactFact[]>;
  /** Alerts that were raised since a moment, in the same order. */
  alertFacts(
    since: Date,
    about: { readonly unmet?: string; readonly after?: FactPlace },
    limit: number,
  ): Promise<readonly AlertFact[]>;
  /**
   * A rule meets a fact; it may act where it met it never before (or, with `again`, was held back then) and the window
   * has room. One statement looks and counts, so that no number of workers passes the limit.
   */
  claim(
    rule: Rule,
    fact: Pick<ContactFact, 'key' | 'at' | 'contact' | 'url'> | Pick<AlertFact, 'key' | 'at' | 'alert'>,
    now: Date,
    again: boolean,
  ): Promise<Outcome>;
  /** The CRM is to be asked about a contact before rules can meet what happened around it. */
  wait(contact: ContactId): Promise<void>;
  /** Contacts that waited: they wait no more, unless the transaction fails. */
  takeWaiting(limit: number): Promise<readonly ContactId[]>;
  /** How often a rule acted in the window that began then. */
  used(rule: string, begins: Date): Promise<number>;
  match(rule: string, fact: string): Promise<Match | undefined>;
  keepDone(match: Pick<Match, 'rule' | 'fact'>, done: readonly Done[]): Promise<void>;
  /** Newest first. */
  matches(rule: string, limit: number): Promise<readonly Match[]>;
  /** What rules made that is no field: it cannot be taken back. */
  made(rule: string, limit: number): Promise<readonly Done[]>;
  setFields(contact: ContactId, rule: string, fields: readonly Omit<SetField, 'undone'>[]): Promise<void>;
  /** What rules want in the contact's fields; waits for whoever writes them at this moment. */
  fieldsOf(contact: ContactId): Promise<readonly SetField[]>;
  /** @returns the contacts with a field that the rule had set. */
  undoFields(rule: string): Promise<readonly ContactId[]>;
}
