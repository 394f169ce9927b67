import { z } from 'zod';
import type { Answer } from '../../../src/ports/outgoing.ts';
import { read, refusalIn } from './answer.ts';
import type { Unsigned } from './answer.ts';

/** `expires_in` comes as text. */
const WireToken = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** A token is asked for again so long before it ends. */
const EARLY_MS = 60_000;

interface Held {
  readonly token: Promise<string>;
  until: number;
}

/**
 * The customer's access token, asked for once and kept until it ends (client credentials cannot be refreshed; Trustpilot
 * asks to use one for as long as it is valid). After a failure the next question asks anew.
 * @see https://developers.trustpilot.com/grant-type-client-credentials
 */
export function tokensFor(tools: Unsigned): () => Promise<string> {
  let held: Held | undefined;
  return () => {
    const now = tools.now().getTime();
    if (held && held.until > now) return held.token;
    const asked = askFor(tools);
    const fresh: Held = { token: asked.then(({ token }) => token), until: Number.POSITIVE_INFINITY };
    held = fresh;
    asked.then(
      ({ lastsMs }) => void (fresh.until = now + lastsMs - EARLY_MS),
      () => void (fresh.until = 0),
    );
    return fresh.token;
  };
}

function askFor({
  ask,
  settings,
  now,
}: Unsigned): Promise<{ readonly token: string; readonly lastsMs: number }> {
  const { base, apiKey = '', apiSecret = '' } = settings;
  const headers = {
    accept: 'application/json',
    apikey: apiKey,
    authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const url = `${base}/v1/oauth/oauth-business-users-for-applications/accesstoken`;
  const request = {
    url,
    method: 'POST',
    headers,
    body: 'grant_type=client_credentials',
    host: 'us',
  } as const;
  return ask(request, (answer: Answer) => {
    const refusal = refusalIn(answer, now());
    if (refusal) throw refusal;
    const { access_token: token, expires_in: seconds } = read(answer, WireToken);
    return { token, lastsMs: seconds * 1000 };
  });
}
