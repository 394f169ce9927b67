import type { PairFacts } from './model.ts';
import type { ProfileText } from './traits.ts';

export interface MatchContact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly location?: string | undefined;
  /** Profiles that the CRM names, as `addressKey` writes them. */
  readonly handles?: readonly string[];
}

/** A profile, and the others it links to, as `addressKey` writes them. */
export type MatchProfile = ProfileText & { readonly links?: readonly string[] };

/** One key for a place on a network, however its handle is written. */
export function addressKey(network: string, handle: string): string {
  return `${network}:${handle.toLowerCase()}`;
}

/** A pair worth weighing: by its facts, or, where the profile shows nothing but a handle, by that handle's bits. */
export interface Candidate {
  readonly contact: number;
  readonly profile: number;
  readonly network: string;
  /** Numbers the candidates of one contact on one network, from 0. */
  readonly choice: number;
  readonly facts: PairFacts | undefined;
  readonly handleBits: number;
  /** The CRM names this profile. */
  readonly isNamed: boolean;
}

/** A candidate before the choices are numbered. */
export type Unnumbered = Omit<Candidate, 'choice'>;
