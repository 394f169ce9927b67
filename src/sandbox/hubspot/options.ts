import type { AppProject } from './record-page/extensions.ts';
import type { Values } from './records.ts';

export interface PortalOptions {
  readonly portalId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => Date;
  /** On the loopback interface; 0 or absent: any free one. */
  readonly port?: number;
  /** The app's PUBLIC webhook address: posted to, and signed. May be told later (`portal.webhookUrl`). */
  readonly webhookUrl?: string;
  /** The contacts that are there at the beginning, of which nothing is told. The same seeds get the same ids. */
  readonly contacts?: readonly Values[];
  /** Exact redirect URLs of the app; absent: any on this machine. */
  readonly redirectUrls?: readonly string[];
  /** Kith's page of a contact, linked from the simulator's. */
  readonly recordUrl?: (id: string) => string;
  readonly appId?: number;
  /** The app's developer project: its cards run on the record pages. Absent: no cards. */
  readonly app?: AppProject;
  /** Properties whose changes the app subscribes to; those that Kith reads unless told. */
  readonly subscribed?: readonly string[];
  readonly limit?: { readonly requests: number; readonly perSeconds: number };
  readonly tokenSeconds?: number;
  /** Optional scopes that whoever approves the app does not have, and so does not grant. */
  readonly withholds?: readonly string[];
  /** The authorisation page waits until a person presses its button; absent: it approves by itself. */
  readonly asks?: boolean;
  /** How far search lags behind what was written. */
  readonly searchLagMs?: number;
  readonly gatherMs?: number;
  /** The first wait before a delivery is sent again, by `now`; it doubles nine times. As HubSpot unless told: 24 h. */
  readonly retryMs?: number;
  readonly timeoutMs?: number;
}

export const SUBSCRIBED = [
  'firstname',
  'lastname',
  'email',
  'hs_additional_emails',
  'phone',
  'mobilephone',
  'company',
  'jobtitle',
  'city',
  'state',
  'country',
  'website',
  'twitterhandle',
  'hs_linkedin_url',
  'hs_facebookid',
  'linkedinbio',
  'twitterbio',
];
