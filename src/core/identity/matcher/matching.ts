import type { MatchModel } from './model.ts';
import type { NameCounts } from './name-counts.ts';

/** What the fields of a contact and a profile are weighed by: an installation's model, and how common names are in it. */
export interface Matching {
  readonly model: MatchModel;
  readonly counts: NameCounts;
}
