import type { ContactId } from '../core/ids.ts';

/** What became of one patch. */
export type PatchOutcome =
  | { readonly contact: ContactId; readonly outcome: 'written' }
  | { readonly contact: ContactId; readonly outcome: 'contact gone' }
  | { readonly contact: ContactId; readonly outcome: 'refused'; readonly says: string };
