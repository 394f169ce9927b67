import type { ProfileKey } from '../profile.ts';
import type { RaisedAlert } from '../warning/raised.ts';

/** An alert that a linked profile drives by one of its posts. */
export interface Spike
  extends ProfileKey, Pick<RaisedAlert, 'at' | 'level' | 'measure' | 'hours' | 'observed' | 'expected'> {
  /** Where the post stands. */
  readonly url: string;
  /** What the listening rule that raised it is called. */
  readonly about: string;
}
