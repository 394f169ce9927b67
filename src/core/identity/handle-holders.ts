import type { ProfileKey } from '../profile.ts';

/** Who had a handle: handles are labels that people change, and that networks give to others afterwards. */
export interface HandleHolder extends ProfileKey {
  readonly handle: string;
  /** When it was first seen with it. */
  readonly since: Date;
  /** It has it now. */
  readonly still: boolean;
}
