import { LRUCache } from 'lru-cache';
import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Now } from '../ports/runtime.ts';

/** What lets Kith speak for one installation. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  /** Where the account's API is, in a CRM that gives each account a host of its own. */
  readonly base?: string;
}

export interface TokenKeeperOptions {
  /** From the vault; undefined when the installation was never connected. */
  readonly load: (installation: InstallationId) => Promise<Tokens | undefined>;
  /** At the CRM. @throws Failure `unauthorized` when the app was uninstalled. */
  readonly refresh: (installation: InstallationId, refreshToken: string) => Promise<Tokens>;
  /**
   * Replaces what is in the vault by what `swap` makes of it, durable when it returns. Nobody else, in whatever process,
   * swaps meanwhile: a refresh token that rotates can be used once.
   */
  readonly exchange: (
    installation: InstallationId,
    swap: (kept: Tokens | undefined) => Promise<Tokens>,
  ) => Promise<Tokens>;
  readonly now: Now;
}

export interface TokenKeeper {
  /**
   * An access token that is good for two more minutes, refreshed when it is not: once, however many ask.
   * @throws Failure `unauthorized` for an installation that is not connected or no longer is; after the first such
   *   answer the CRM is not asked again until `forget`. Other failures are the refresh's own and are not remembered.
   */
  token(installation: InstallationId): Promise<string>;
  /**
   * After the CRM refused this token before its time: another, refreshed once however many bring the refused one.
   * @throws Failure `unauthorized` when the tokens before it were refused as soon as they were new: a third would be too.
   */
  renew(installation: InstallationId, refused: string): Promise<string>;
  /** Where the account's API is, if its grant said so. */
  base(installation: InstallationId): Promise<string | undefined>;
  /** Installed again, or uninstalled: whatever is known of its tokens is dropped. */
  forget(installation: InstallationId): void;
}

const EARLY_MS = 120_000;
const MANY_INSTALLATIONS = 10_000;
/** A token that is refused so soon after it was made was never good. */
const NEW_MS = 60_000;
/** So many in a row, and the CRM is not asked for another for a while. */
const REFUSALS = 2;
const STANDING_MS = 600_000;

/** Keeps the access tokens of all installations, as long as each is good. */
export function tokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const nowMs = () => options.now().getTime();
  const refused = new LRUCache<InstallationId, Failure>(lru(nowMs));
  const renewals = openRenewals(nowMs);
  const held = openHeld(options);

  async function tokens(installation: InstallationId, bad?: string): Promise<Tokens> {
    const standing = refused.get(installation);
    if (standing) throw standing;
    try {
      return await held.forceFetch(installation, { context: bad });
    } catch (error) {
      if (error instanceof Failure && error.kind === 'unauthorized') refused.set(installation, error);
      throw error;
    }
  }

  async function renew(installation: InstallationId, bad: string): Promise<string> {
    // Whoever comes late finds that somebody renewed it.
    if (held.get(installation)?.accessToken === bad) {
      if (renewals.isStanding(installation)) {
        const failure = new Failure('unauthorized', `${installation} refuses every token that it gives`);
        refused.set(installation, failure, { ttl: STANDING_MS });
        throw failure;
      }
      held.delete(installation);
      renewals.add(installation);
    }
    return (await tokens(installation, bad)).accessToken;
  }

  return {
    token: async (installation) => (await tokens(installation)).accessToken,
    base: async (installation) => (await tokens(installation)).base,
    renew,
    forget: (installation) => {
      refused.delete(installation);
      renewals.forget(installation);
      held.delete(installation);
    },
  };
}

const lru = (nowMs: () => number) => ({ max: MANY_INSTALLATIONS, ttlResolution: 0, perf: { now: nowMs } });

/** Each as long as it is good, and looked for once however many ask; the context is a token that was refused. */
function openHeld(options: TokenKeeperOptions) {
  const nowMs = () => options.now().getTime();
  return new LRUCache<InstallationId, Tokens, string | undefined>({
    ...lru(nowMs),
    fetchMethod: async (installation, _stale, { options: fetching, context }) => {
      const tokens = await goodTokens(installation, options, context);
      fetching.ttl = Math.max(1, goodForMs(tokens, nowMs()));
      return tokens;
    },
    // A refresh that `forget` overtakes still ends: the CRM has already spent the old refresh token.
    ignoreFetchAbort: true,
  });
}

/** How often the newest tokens of an installation were refused as soon as they were made. */
function openRenewals(nowMs: () => number) {
  const made = new LRUCache<InstallationId, { readonly at: number; readonly times: number }>({
    max: MANY_INSTALLATIONS,
  });
  const times = (installation: InstallationId) => {
    const last = made.get(installation);
    return last && nowMs() - last.at < NEW_MS ? last.times : 0;
  };
  return {
    add: (installation: InstallationId) =>
      made.set(installation, { at: nowMs(), times: times(installation) + 1 }),
    isStanding: (installation: InstallationId) => times(installation) >= REFUSALS,
    forget: (installation: InstallationId) => made.delete(installation),
  };
}

function goodForMs(tokens: Tokens, nowMs: number): number {
  return tokens.expiresAt.getTime() - nowMs - EARLY_MS;
}

/** @param bad a token that the CRM refused: not good, whatever its time. */
async function goodTokens(
  installation: InstallationId,
  { load, refresh, exchange, now }: TokenKeeperOptions,
  bad: string | undefined,
): Promise<Tokens> {
  const isGood = (tokens: Tokens) => tokens.accessToken !== bad && goodForMs(tokens, now().getTime()) >= 0;
  const kept = await load(installation);
  if (kept && isGood(kept)) return kept;
  // The old refresh token may be dead now: the new one must survive us before anybody uses what came with it.
  return exchange(installation, async (current) => {
    if (!current) {
      throw new Failure('unauthorized', `${installation} is not connected; install Kith there again`);
    }
    if (isGood(current)) return current;
    return { ...current, ...(await refresh(installation, current.refreshToken)) };
  });
}
