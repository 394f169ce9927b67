import type { ToldChange } from '../core/governance/typed-between.ts';
import type { ContactId } from '../core/ids.ts';

/** What became of the fields of contacts, where a CRM keeps that for Kith to read. */
export interface CrmHistory {
  /** So many contacts are read in one call. */
  readonly most: number;
  /** Whether changes of this field are told by events; what became of others is only found here. */
  tells(field: string): boolean;
  /** Changes of these fields, in any order; of contacts that are gone there are none. @throws Failure */
  read(
    ids: readonly ContactId[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<ContactId, readonly ToldChange[]>>;
}
