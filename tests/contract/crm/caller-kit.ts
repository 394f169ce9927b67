import type { ContactId } from '../../../src/core/ids.ts';
import type { Inbound } from '../../../src/ports/crm.ts';

interface Signed {
  readonly at: Date;
  readonly secret: string;
  readonly account: string;
}

/** How people and automations inside a CRM call us, as that CRM signs and sends it. */
export interface CallerKit {
  /** The secret with which genuine calls are signed, or their keys are made. */
  readonly secret: string;
  /** Somebody asks from a page inside the CRM: the page chose method, address and body, the CRM signed. */
  visit(told: Signed & { readonly method: string; readonly path: string; readonly body: Buffer }): Inbound;
  /** As whom `visit` asks. */
  readonly visitor: { readonly user: string; readonly name?: string };
  /** Another account that there may be. */
  readonly otherAccount: string;
  /** The address with another account named in it, in each way in which a page may write it. */
  naming?(path: string, account: string): readonly string[];
  /** A step of an automation: `call` names it, `attempt` counts how often it was sent. */
  automate?(
    told: Signed & {
      readonly call: string;
      readonly attempt: number;
      readonly contact: ContactId;
      readonly inputs: Readonly<Record<string, string>>;
    },
  ): Inbound;
  /** The same step with a body that says something else, genuinely signed. */
  automateSaying?(body: Buffer, at: Date, secret: string): Inbound;
}
