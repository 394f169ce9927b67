import type { HandleHolder } from '../handle-holders.ts';
import type { MatchModel } from './model.ts';
import type { NameCounts } from './name-counts.ts';

/** What the fields of a contact and a profile are weighed by: an installation's model, and how common names are in it. */
export interface Matching {
  readonly model: MatchModel;
  readonly counts: NameCounts;
  /** Who has and had the handles that the contact's profiles have and that its CRM names; absent: nothing is known. */
  readonly holders?: readonly HandleHolder[];
}
