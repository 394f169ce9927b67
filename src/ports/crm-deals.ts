import type { ContactId } from '../core/ids.ts';
import type { OpenDeal } from '../core/influence/neighbourhood/deal.ts';
import type { Ability } from './crm-items.ts';

/** Something that an account does not let Kith do. */
export interface Withheld {
  readonly ability: Ability;
  /** What an admin of the CRM does about it, as a sentence. */
  readonly cure: string;
}

/** What a CRM says of the open deals of some contacts. */
export type DealsRead =
  | {
      /** A deal of two of them stands there twice. */
      readonly deals: readonly OpenDeal[];
      /** Whose deals are more than the CRM tells: the newest of them are there. */
      readonly cut: ReadonlySet<ContactId>;
    }
  | { readonly withheld: Withheld };

/** Nobody's. */
export const NO_DEALS = { deals: [], cut: new Set() } as const satisfies DealsRead;
