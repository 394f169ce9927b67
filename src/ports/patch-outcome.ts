import type { ContactId } from '../core/ids.ts';

/** What became of one patch. */
export type PatchOutcome =
  /** `at`: by when, by the CRM's clock, where it says so. */
  | { readonly contact: ContactId; readonly outcome: 'written'; readonly at?: Date }
  /** Somebody changed it after `Patch.asOf`, and nothing was written. */
  | { readonly contact: ContactId; readonly outcome: 'changed meanwhile' }
  | { readonly contact: ContactId; readonly outcome: 'contact gone' }
  | { readonly contact: ContactId; readonly outcome: 'refused'; readonly says: string };
