import type { Router } from 'express';
import type { Org } from './simulated-org.ts';
import type { CustomFields } from './schema.ts';

export interface OrgOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => Date;
  /** On the loopback interface; 0 or absent: any free one. */
  readonly port?: number;
  /** Tells one simulated org from another; from 1. */
  readonly orgNumber?: number;
  /** As a managed package's names have it; empty or absent: deployed from source. */
  readonly namespace?: '' | 'kith';
  /** Whether the package is there at the beginning; it is unless told. */
  readonly installed?: boolean;
  /** The package in source format; Kith's own unless told. */
  readonly packageFolder?: string;
  readonly personAccounts?: boolean;
  /** Fields that the customer made: object → fields (`text('LinkedIn__c')` of field.ts). */
  readonly customFields?: CustomFields;
  /** `enforced`: a user sees nothing of the package until one of its permission sets is given to them. */
  readonly fieldSecurity?: 'open' | 'enforced';
  /** `packaged`: the app is known only where its package is installed. `local`: it is the org's own. */
  readonly externalClientApp?: 'local' | 'packaged';
  /** Exact redirect URLs of the app; absent: any on this machine. */
  readonly redirectUrls?: readonly string[];
  /** The app's certificate or public key as PEM, for JWT bearer; absent: that flow is off. */
  readonly certificate?: string;
  /** Whom the client credentials flow runs as, by username; absent: that flow is off. */
  readonly clientCredentialsUser?: string;
  /** Whether a refresh token works once; it does unless told. */
  readonly rotation?: boolean;
  /** A session ends so long after it was last used; two hours unless told. */
  readonly sessionSeconds?: number;
  /** Of query answers; 2000 unless told. */
  readonly pageSize?: number;
  /** How often a Bulk job says `InProgress` before it is done; none unless told. */
  readonly bulkPolls?: number;
  /** API calls in 24 hours; 15000, as a developer org, unless told. */
  readonly dailyLimit?: number;
  /** Kith's page of a contact or lead, linked from the simulator's. */
  readonly recordUrl?: (id: string) => string;
  readonly app?: {
    /** Draws `/lightning/r/{object}/{id}/view` and what belongs to it. */
    readonly recordPage?: (org: Org) => Router;
  };
}
