import type { ProfileKey } from '../profile.ts';

/** Where a profile says its person works, as it was first seen to say so. */
export interface JobSeen {
  readonly since: Date;
  readonly employer?: string | undefined;
  readonly title?: string | undefined;
}

/** The jobs one profile named, oldest first. */
export interface JobHistory extends ProfileKey {
  readonly jobs: readonly JobSeen[];
}
