import { LRUCache } from 'lru-cache';
import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';

/** What lets Kith speak for one installation. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

export interface TokenKeeperOptions {
  /** From the vault; undefined when the installation was never connected. */
  readonly load: (installation: InstallationId) => Promise<Tokens | undefined>;
  /** At the CRM. @throws Failure `unauthorized` when the app was uninstalled. */
  readonly refresh: (installation: InstallationId, refreshToken: string) => Promise<Tokens>;
  /** Into the vault, durable when it returns. */
  readonly save: (installation: InstallationId, tokens: Tokens) => Promise<void>;
  readonly now: Now;
}

export interface TokenKeeper {
  /**
   * An access token that is good for two more minutes, refreshed when it is not: once, however many ask.
   * @throws Failure `unauthorized` for an installation that is not connected or no longer is; after the first such
   *   answer the CRM is not asked again until `forget`. Other failures are the refresh's own and are not remembered.
   */
  token(installation: InstallationId): Promise<string>;
  /** Installed again, or uninstalled: whatever is known of its tokens is dropped. */
  forget(installation: InstallationId): void;
}

const EARLY_MS = 120_000;
const MANY_INSTALLATIONS = 10_000;

/** Keeps the access tokens of all installations, as long as each is good. */
export function tokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const nowMs = () => options.now().getTime();
  const refused = new LRUCache<InstallationId, Failure>({ max: MANY_INSTALLATIONS });
  const held = new LRUCache<InstallationId, Tokens>({
    max: MANY_INSTALLATIONS,
    ttlResolution: 0,
    perf: { now: nowMs },
    fetchMethod: async (installation, _stale, fetching) => {
      const tokens = await goodTokens(installation, options);
      fetching.options.ttl = Math.max(1, goodForMs(tokens, nowMs()));
      return tokens;
    },
    // A refresh that `forget` overtakes still ends: the CRM has already spent the old refresh token.
    ignoreFetchAbort: true,
  });

  return {
    token: async (installation) => {
      const standing = refused.get(installation);
      if (standing) throw standing;
      try {
        return (await held.forceFetch(installation)).accessToken;
      } catch (error) {
        if (error instanceof Failure && error.kind === 'unauthorized') refused.set(installation, error);
        throw error;
      }
    },
    forget: (installation) => {
      refused.delete(installation);
      held.delete(installation);
    },
  };
}

function goodForMs(tokens: Tokens, nowMs: number): number {
  return tokens.expiresAt.getTime() - nowMs - EARLY_MS;
}

async function goodTokens(
  installation: InstallationId,
  { load, refresh, save, now }: TokenKeeperOptions,
): Promise<Tokens> {
  const kept = await load(installation);
  if (!kept) throw new Failure('unauthorized', `${installation} is not connected; install Kith there again`);
  if (goodForMs(kept, now().getTime()) >= 0) return kept;
  const fresh = await refresh(installation, kept.refreshToken);
  // The old refresh token may be dead now: the new one must survive us before anybody uses what came with it.
  await save(installation, fresh);
  return fresh;
}
