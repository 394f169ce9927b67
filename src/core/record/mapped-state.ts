import type { FieldTrail } from '../governance/field-trail.ts';
import type { Mapping } from '../governance/settings.ts';

/** What an admin mapped, with the label that the CRM gives the field, and what became of it for one contact. */
export interface MappedState {
  readonly mappings: readonly (Mapping & { readonly label: string })[];
  /** By the field's name. */
  readonly trails: Readonly<Record<string, FieldTrail>>;
}
