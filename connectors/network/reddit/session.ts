import { z } from 'zod';
import { Failure, failureOfStatus } from '../../../src/core/failure.ts';
import { waitOf } from './quiet.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';

export interface RedditSettings {
  readonly base: string;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly username?: string | undefined;
  readonly signInAt: string;
}

/** RFC 6749 §4.4.3. */
const WireToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A token is not used in its last minute. */
const MARGIN_MS = 60_000;

export interface Session {
  /** The headers with which the next question is asked; one token for all who ask. @throws Failure */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** The token was refused before its time: the next question gets another. */
  forget(): void;
}

/** Signs in as the app itself (client credentials), again when a token ends. */
export function openSession({ ask, settings, now }: NetworkTools<RedditSettings>): Session {
  let held: Promise<{ readonly token: string; readonly until: number }> | undefined;
  const agent = `web:${settings.clientId}:0.1 (by /u/${settings.username})`;
  const signIn = () => {
    const basic = Buffer.from(`${settings.clientId}:${settings.clientSecret}`).toString('base64');
    const headers = {
      ...{ authorization: `Basic ${basic}`, 'user-agent': agent },
      'content-type': 'application/x-www-form-urlencoded',
    };
    const url = `${settings.signInAt.replace(/\/+$/, '')}/api/v1/access_token`;
    const body = 'grant_type=client_credentials';
    return ask({ url, method: 'POST', headers, body, host: 'us', follow: false }, (answer) => {
      const kind = answer.status === 404 ? 'rejected' : failureOfStatus(answer.status);
      if (kind) {
        const retryAfterMs = waitOf(answer, now());
        throw new Failure(kind, `Reddit answered ${answer.status} to our signing in`, { retryAfterMs });
      }
      const read = WireToken.safeParse(answer.json());
      if (!read.success) throw new Failure('malformed', 'Reddit gave no token', { cause: read.error });
      const until = now().getTime() + read.data.expires_in * 1000 - MARGIN_MS;
      return { token: read.data.access_token, until };
    });
  };
  async function token(): Promise<string> {
    const before = held;
    const known = await before?.catch(() => undefined);
    if (known && known.until > now().getTime()) return known.token;
    // Whoever finds the old one first signs in; the others wait for that.
    if (held === before) held = signIn();
    return held === undefined ? token() : (await held).token;
  }
  return {
    headers: async () => ({ authorization: `Bearer ${await token()}`, 'user-agent': agent }),
    forget: () => {
      held = undefined;
    },
  };
}
