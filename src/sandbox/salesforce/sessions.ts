import { randomBytes } from 'node:crypto';

/** One person's consent to one app: its refresh tokens, of which one is good, and its access tokens. */
export interface Grant {
  readonly userId: string;
  readonly scope: string;
  readonly issued: number;
}

interface Family extends Grant {
  /** Every refresh token that it ever had, the good one last. */
  readonly refreshTokens: string[];
  readonly accessTokens: Set<string>;
}

interface Session {
  readonly userId: string;
  readonly scope: string;
  readonly family: Family | undefined;
  lastUsed: number;
}

export interface Issued {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly userId: string;
  readonly scope: string;
}

/** So many consents a user's app may have; the oldest is dropped without a word. */
const MOST_GRANTS = 5;

interface SessionOptions {
  readonly orgId: string;
  readonly now: () => Date;
  readonly seconds: number;
  readonly rotation: boolean;
}

/** The tokens of an org. A refresh token that was used before ends the whole consent, where tokens rotate. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, Session>();
  #families: Family[] = [];
  #issued = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** A consent in a browser: with a refresh token, when the scope has it. */
  consent(userId: string, scope: string): Issued {
    const withRefresh = /\b(refresh_token|offline_access|full)\b/.test(scope);
    if (!withRefresh) return this.#open(userId, scope);
    const family: Family = {
      ...{ userId, scope, issued: (this.#issued += 1) },
      refreshTokens: [],
      accessTokens: new Set(),
    };
    this.#families.push(family);
    const own = this.#families.filter((one) => one.userId === userId);
    for (const old of own.slice(0, -MOST_GRANTS)) this.#end(old);
    return this.#renewed(family);
  }

  /** JWT bearer and client credentials: no refresh token. */
  open(userId: string, scope: string): Issued {
    return this.#open(userId, scope);
  }

  /** @returns undefined for a token that is dead or was never given */
  refresh(refreshToken: string): Issued | undefined {
    const family = this.#families.find(({ refreshTokens }) => refreshTokens.includes(refreshToken));
    if (!family) return undefined;
    if (!this.#options.rotation) return this.#open(family.userId, family.scope, family);
    if (family.refreshTokens.at(-1) === refreshToken) return this.#renewed(family);
    this.#end(family);
    return undefined;
  }

  /** Whose session it is; using it keeps it open. */
  userOf(accessToken: string): string | undefined {
    const session = this.#sessions.get(accessToken);
    const atMs = this.#options.now().getTime();
    if (!session || session.lastUsed + this.#options.seconds * 1000 <= atMs) return undefined;
    session.lastUsed = atMs;
    return session.userId;
  }

  /** @returns whether it was a token of this org */
  revoke(token: string): boolean {
    const family = this.#families.find(({ refreshTokens }) => refreshTokens.includes(token));
    if (family) this.#end(family);
    return this.#sessions.delete(token) || family !== undefined;
  }

  /** Every access token is dead; refresh tokens are not. */
  expireAll(): void {
    this.#sessions.clear();
  }

  /** Nothing that was granted holds any more. */
  revokeAll(): void {
    this.#sessions.clear();
    this.#families = [];
  }

  granted(): boolean {
    return this.#families.length > 0;
  }

  #renewed(family: Family): Issued {
    const refreshToken = `5Aep861${randomBytes(48).toString('base64url')}`;
    family.refreshTokens.push(refreshToken);
    return { ...this.#open(family.userId, family.scope, family), refreshToken };
  }

  #open(userId: string, scope: string, family?: Family): Issued {
    const accessToken = `${this.#options.orgId.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
    this.#sessions.set(accessToken, { userId, scope, family, lastUsed: this.#options.now().getTime() });
    family?.accessTokens.add(accessToken);
    return { accessToken, userId, scope };
  }

  #end(family: Family): void {
    this.#families = this.#families.filter((one) => one !== family);
    for (const token of family.accessTokens) this.#sessions.delete(token);
  }
}
