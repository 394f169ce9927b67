import type { NetworkId } from '../../ids.ts';
import type { Terms } from '../../terms.ts';
import type { Neighbour } from './facts.ts';

/**
 * Whether a profile may stand on a way: on a network whose terms let figures be made; who fell silent, or asked not to be
 * shown, does not. Strangers only where people may be told of without having agreed, and for more than their e-mail address.
 */
export function mayBeShown(
  { network, standing, reserved, contacts }: Neighbour,
  terms: ReadonlyMap<NetworkId, Terms>,
): boolean {
  const its = terms.get(network);
  if (!its || !mayBeWeighed(its) || standing !== 'active' || reserved) return false;
  return contacts.length > 0 || (its.mayMatchOutside && !its.needsConsent && !its.onlyByEmail);
}

export const mayBeWeighed = ({ mayDerive = true }: Terms): boolean => mayDerive;
