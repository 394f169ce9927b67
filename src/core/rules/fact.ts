import type { Contact } from '../contact.ts';
import type { Reading } from '../conversation/reading.ts';
import type { ContactId } from '../ids.ts';
import type { OpenDeal } from '../influence/neighbourhood/deal.ts';
import type { Signal } from '../record/signal.ts';
import type { AlertFigures } from '../warning/raised.ts';
import type { ContactField } from './comparison.ts';

/** Something that a post was read as. */
export interface Judged {
  readonly label: string;
  readonly probability: number;
}

interface Happened {
  /** A hash; the same for the same fact. */
  readonly key: string;
  readonly at: Date;
}

/** Something that happened around one contact: a signal, or a post of a linked profile. */
export interface ContactFact extends Happened {
  readonly about: 'contact';
  readonly contact: ContactId;
  readonly network: string;
  readonly profile: string;
  readonly url: string;
  /** Of a signal. */
  readonly signal?: Signal['kind'];
  /** Of a post; absent where its author declined to be found by words. */
  readonly text?: string;
  /** Of a post, as the next. Absent where Kith is not sure. */
  readonly tone?: NonNullable<Reading['tone']>['label'];
  readonly language?: Reading['language'];
  readonly intents?: readonly Judged[];
  readonly emotion?: Judged;
  readonly toxicity?: Judged;
  /** In the words that the account teaches now. */
  readonly labels?: readonly Judged[];
  /** Of a post, the listening rules that a rule asks for and that name it, by id; absent before it was looked at so. */
  readonly topics?: readonly string[];
  /** Percentile; absent where it is not known. */
  readonly influence?: number;
  /** What the CRM says of the contact; what it does not say is absent. */
  readonly known: Readonly<Partial<Record<ContactField, readonly string[]>>>;
  /** What stands in the CRM's own fields that a rule asks for; absent before the CRM was asked. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The contact's open deals; absent before the CRM was asked. */
  readonly deals?: readonly Pick<OpenDeal, 'amount'>[];
}

/** More was said than usual of what is listened for. It is about nobody: figures, and no word of what was said. */
export interface AlertFact extends Happened {
  readonly about: 'alert';
  readonly alert: AlertFigures;
}

/** Something that a rule may act on. */
export type Fact = ContactFact | AlertFact;

/** What the CRM says of a contact, as facts know it. */
export function knownOf({ company, title, location, website, emails }: Contact): ContactFact['known'] {
  const said = { company, title, location, website };
  const domains = emails.flatMap((email) => email.split('@').slice(1));
  return {
    ...Object.fromEntries(
      Object.entries(said).flatMap(([field, value]) => (value === undefined ? [] : [[field, [value]]])),
    ),
    ...(domains.length > 0 && { 'e-mail domain': domains }),
  };
}
