import { randomBytes } from 'node:crypto';

/** What a person allowed, as the code stands for it. */
export interface Consent {
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string | undefined;
}

const CODE_MS = 15 * 60_000;

export interface Consents {
  /** @returns the code to come back with, which is good once and for fifteen minutes */
  give(consent: Consent): string;
  redeem(code: string): Consent | undefined;
}

export function openConsents(now: () => Date): Consents {
  const codes = new Map<string, Consent & { readonly until: number }>();
  return {
    give: (consent) => {
      const code = `aPrx${randomBytes(36).toString('base64url')}`;
      codes.set(code, { ...consent, until: now().getTime() + CODE_MS });
      return code;
    },
    redeem: (code) => {
      const consent = codes.get(code);
      codes.delete(code);
      return consent && consent.until >= now().getTime() ? consent : undefined;
    },
  };
}
