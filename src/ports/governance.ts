import type { FieldTrail } from '../core/governance/field-trail.ts';
import type { Wish } from '../core/governance/mapped-write.ts';
import type { Between } from '../core/governance/typed-between.ts';
import type { Settings } from '../core/governance/settings.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Wanted } from '../core/record/patch.ts';
import type { RowChanges } from '../core/record/rows.ts';
import type { Usage } from './crm-traffic.ts';

/** What a contact's outbox holds: never empty. */
export interface Waiting {
  readonly contact: ContactId;
  /** Kith's own fields. */
  readonly fields: Partial<Wanted>;
  /** What is asked of mapped fields, by the CRM's names; decided by what the CRM shows when it is written. */
  readonly wishes?: Readonly<Record<string, Wish>>;
  /** Profiles and posts that the CRM keeps as rows of their own. */
  readonly rows?: RowChanges;
}

export interface Approval {
  readonly by: string;
  readonly at: Date;
}

/** Who in the CRM may decide for the whole account. */
export interface Governor {
  /** The CRM's stable id of the person. */
  readonly user: string;
  readonly name: string;
}

/** What an admin decided for an installation. */
export interface Governance {
  readonly settings: Settings;
  /** The CRM's labels of the mapped fields, by their names. */
  readonly labels: Readonly<Record<string, string>>;
  /** Absent: nothing may be written to the CRM. */
  readonly approval?: Approval;
  readonly governor?: Governor;
}

export interface SettingsChange {
  readonly at: Date;
  readonly by: string;
  readonly before: Settings;
}

/** How an installation is doing. */
export interface Health {
  readonly contacts: number;
  /** Contacts about whom the networks have been asked. */
  readonly resolved: number;
  /** Jobs that still wait or run. */
  readonly waiting: number;
  readonly lastError?: string;
  /** When the CRM last told of something. */
  readonly lastDelivery?: Date;
}

/** What was found in all. */
export interface FoundSoFar {
  /** Contacts with a linked profile. */
  readonly linked: number;
  /** Links that wait for a person's word. */
  readonly suggested: number;
  /** Linked profiles. */
  readonly byNetwork: readonly { readonly network: string; readonly count: number }[];
}

/** What an admin decided, and what it led to; of one installation, inside a transaction. */
export interface GovernanceRows {
  read(): Promise<Governance>;
  /** The settings before go into the history. @param labels the CRM's, of the mapped fields, by their names. */
  change(settings: Settings, labels: Readonly<Record<string, string>>, by: string, at: Date): Promise<void>;
  /** Newest first. */
  history(limit: number): Promise<readonly SettingsChange[]>;
  /** `undefined`: nothing is written any more. */
  approve(approval: Approval | undefined): Promise<void>;
  /**
   * Makes somebody the governor where nobody is and nobody approved yet.
   * @returns who is it; undefined where the access key decides.
   */
  claim(person: Governor): Promise<Governor | undefined>;
  /** The next one in the CRM who decides may be it, whoever approved. */
  release(): Promise<void>;
  /** @param day in UTC, `2026-11-24` */
  countCalls(day: string, calls: number): Promise<void>;
  callsOn(day: string): Promise<number>;
  health(): Promise<Health>;
  found(): Promise<FoundSoFar>;
}

/** Somebody typed into a field while Kith wrote there. */
export interface TypedBetween {
  readonly contact: ContactId;
  readonly field: string;
  readonly at: Date;
  /** `cannot know`: the CRM did not tell whether somebody did, or what. */
  readonly became: Between | 'cannot know';
}

/** What Kith did with fields that are not its own. */
export interface MappedRows {
  /** What was done with mapped fields of these contacts, by the field's name. */
  trails(
    contacts: readonly ContactId[],
  ): Promise<ReadonlyMap<ContactId, Readonly<Record<string, FieldTrail>>>>;
  /** The same, which nobody else changes before this transaction ends; whoever does so now is waited for. */
  hold(contacts: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Readonly<Record<string, FieldTrail>>>>;
  /** Of contacts that are gone nothing is kept. */
  keep(trails: readonly { contact: ContactId; field: string; trail: FieldTrail }[]): Promise<void>;
  /** Remembers that somebody typed while Kith wrote; the same again changes nothing. */
  note(between: readonly TypedBetween[]): Promise<void>;
  /** Newest first. */
  typedBetween(limit: number): Promise<readonly TypedBetween[]>;
  /** How often since then, by what became of it. */
  countBetween(since: Date): Promise<ReadonlyMap<TypedBetween['became'], number>>;
  /** Contacts, in a stable order, with a field that Kith wrote and did not put back. */
  holding(limit: number, after?: ContactId): Promise<readonly ContactId[]>;
}

/** Calls to the CRMs, counted by installation and day. */
export interface CallBudget {
  /** One call is about to be made. */
  count(installation: InstallationId): void;
  /** What the CRM itself says is used of its day, by whomever. */
  saw(installation: InstallationId, usage: Usage): void;
  /** So many were made today, by whatever process. */
  used(installation: InstallationId): Promise<number>;
  /** Whether work in the background must wait until tomorrow. */
  isSpent(installation: InstallationId): Promise<boolean>;
  /** What was counted and is not kept yet, is. */
  close(): Promise<void>;
}
