import type { MappingTrouble } from '../core/governance/check-mappings.ts';
import type { Settings } from '../core/governance/settings.ts';
import type { Verdict } from '../core/identity/link.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Deliveries } from '../flows/deliveries.ts';
import type { Endpoints } from '../flows/endpoints.ts';
import type { Erasures } from '../flows/erasures.ts';
import type { Chats } from '../flows/chats.ts';
import type { Consents } from '../flows/consent.ts';
import type { Conversations } from '../flows/conversations/open-conversations.ts';
import type { Neighbourhoods } from '../flows/neighbourhood.ts';
import type { Pushes } from '../flows/pushes.ts';
import type { Listeners } from '../flows/listening/open-listening.ts';
import type { OwnLabelling } from '../flows/own-labels/open-own-labels.ts';
import type { Rules } from '../flows/rules/open-rules.ts';
import type { Subscriptions } from '../flows/subscriptions-list.ts';
import type { Overview } from '../flows/settings.ts';
import type { Warning } from '../flows/warning/open-warning.ts';
import type { Webmentions } from '../flows/webmentions.ts';
import type { HowToLeave } from '../flows/uninstall.ts';
import type { Crm, CrmApp, CrmConnector } from '../ports/crm.ts';
import type { AdmittedAccount, ConsentAnswer } from '../ports/crm-consent.ts';
import type { AddedItem, AutomationCall, AutomationOutcome, NewItem } from '../ports/crm-items.ts';
import type { Governor } from '../ports/governance.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { Views } from './views.ts';

/** The use cases behind the buttons. Each says `false` when there is no such contact. */
export interface Acts {
  readonly decide: (installation: InstallationId, verdict: Omit<Verdict, 'at'>) => Promise<boolean>;
  readonly refresh: (installation: InstallationId, contact: ContactId) => Promise<boolean>;
  readonly erase: (
    installation: InstallationId,
    contact: ContactId,
  ) => Promise<{ readonly contacts: number; readonly profiles: number; readonly posts: number }>;
  /** Puts something into the CRM at a contact, once for each key. @throws Failure when the CRM does not answer. */
  readonly add: (
    installation: InstallationId,
    item: Exclude<NewItem, { readonly kind: 'list' }>,
  ) => Promise<AddedItem | 'no such contact' | 'not granted' | 'not approved'>;
  /** A step of a customer's automation, once for each call. @throws Failure when the CRM does not answer. */
  readonly automate: (installation: InstallationId, call: AutomationCall) => Promise<AutomationOutcome>;
}

/** What an admin decides, and what a person answers to a suggestion. */
export interface Governing {
  readonly overview: (installation: InstallationId) => Promise<Overview>;
  /** What speaks against it; nothing was kept then. @throws Failure when the CRM has to be asked and does not answer. */
  readonly change: (
    installation: InstallationId,
    settings: Settings,
    by: string,
  ) => Promise<readonly MappingTrouble[]>;
  readonly approve: (
    installation: InstallationId,
    word: { readonly approve: boolean; readonly by: string },
  ) => Promise<void>;
  /** Nothing where a person in the CRM may decide for the account; else who may, or `undefined` for the access key. */
  readonly admit: (
    installation: InstallationId,
    person: Governor,
  ) => Promise<{ readonly instead: Governor | undefined } | undefined>;
  /** The next one in the CRM who decides is the governor. */
  readonly release: (installation: InstallationId) => Promise<void>;
  /** When everything that is kept goes, at the earliest. */
  readonly uninstall: (installation: InstallationId, how: HowToLeave) => Promise<Date>;
  /** `false` when nothing is suggested there. */
  readonly answer: (
    installation: InstallationId,
    answer: { readonly contact: ContactId; readonly field: string; readonly accept: boolean },
  ) => Promise<boolean>;
  /** @throws Failure when the CRM does not answer. */
  readonly putBack: (
    installation: InstallationId,
    where: { readonly contact: ContactId; readonly field: string },
  ) => Promise<'put back' | 'changed since' | 'nothing to put back'>;
}

export interface Installs {
  /** Redeems the code, keeps the grant and starts the import. @throws Failure when the CRM refuses. */
  readonly finish: (crm: string, answer: ConsentAnswer) => Promise<InstallationId>;
  /** The same without a person in a browser, where an admin of the account admitted the app. @throws Failure */
  readonly claim: (crm: string, account: AdmittedAccount) => Promise<InstallationId>;
}

/** How far an installation's contacts have been looked at. */
interface Progress {
  readonly contacts: number;
  /** Contacts about whom the networks have been asked. */
  readonly resolved: number;
  /** Jobs that still wait or run. */
  readonly waiting: number;
}

export interface HttpSettings {
  /** Signs the cookies; at least 32 characters. */
  readonly secret: string;
  /** Opens every installation. Undefined: only the sample workspace can be seen, and only from this machine. */
  readonly accessKey?: string | undefined;
  /** Everybody may connect an account of theirs, without the access key. */
  readonly openInstalls?: boolean;
  /** Where the outside reaches us, without a trailing slash. */
  readonly publicUrl?: string | undefined;
  /** How many proxies in front are ours. Undefined: none. */
  readonly trustProxy?: number | undefined;
  /** Where a person edits the sample workspace's contacts. */
  readonly simulators?: ReadonlyMap<string, string> | undefined;
}

export interface HttpDeps {
  readonly store: Store;
  /** CRM id → its connector and our app there. */
  readonly crms: ReadonlyMap<string, { readonly connector: CrmConnector; readonly app: CrmApp }>;
  /** The CRM of an installation. @throws Failure `unauthorized` when it is not connected. */
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly views: Views;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly acts: Acts;
  readonly governing: Governing;
  readonly consents: Consents;
  /** Posts that answer each other, as threads. */
  readonly conversations: Conversations;
  readonly endpoints: Endpoints;
  readonly chats: Chats;
  /** What came in, and the work that was given up. */
  readonly deliveries: Deliveries;
  readonly rules: Rules;
  readonly listening: Listeners;
  /** What is unusual of what they hear. */
  readonly warning: Warning;
  /** What the account teaches Kith to tell apart. */
  readonly ownLabels: OwnLabelling;
  /** Whom of the customer's contacts a person reaches. */
  readonly neighbourhoods: Neighbourhoods;
  /** The networks that call. */
  readonly pushes: Pushes;
  /** What people ask of us through them. */
  readonly erasures: Erasures;
  /** The hubs that tell of feeds. */
  readonly subscriptions: Subscriptions;
  /** Mentions of the customer's own pages. */
  readonly webmentions: Webmentions;
  readonly installs: Installs;
  readonly progress: (installation: InstallationId) => Promise<Progress>;
  /** Throws when the job queue cannot be reached. */
  readonly queueReady: () => Promise<void>;
  readonly log: Log;
  readonly now: Now;
  readonly pause: Pause;
  readonly settings: HttpSettings;
}
