import { OPTIONAL_SCOPES, SCOPES, withheldFrom } from '../../../connectors/crm/hubspot/scopes.ts';
import { withheldSays } from '../../flows/withheld.ts';

/** What of the scopes that Kith asks for a portal did not grant, the indispensable ones first. */
export const missingScopes = (granted: readonly string[]): readonly string[] =>
  [...SCOPES, ...OPTIONAL_SCOPES].filter((scope) => !granted.includes(scope));

/** Something that a portal does not let Kith do, with what its administrator does about it. */
export interface Lacking {
  /** Kith does not work without it. */
  readonly required: boolean;
  /** In sentences. */
  readonly says: string;
}

/** @param publicUrl where a browser reaches Kith */
export function lackingIn(granted: readonly string[], publicUrl: string): readonly Lacking[] {
  const indispensable = SCOPES.filter((scope) => !granted.includes(scope));
  const withheld = withheldFrom({ scopes: granted, app: { publicUrl } });
  return [
    ...indispensable.map((scope) => ({
      required: true,
      says: `Kith does not work without ${scope}. Whoever may grant it connects again at ${publicUrl}/install/hubspot.`,
    })),
    ...withheld.map((one) => ({ required: false, says: withheldSays('HubSpot', one) })),
  ];
}
