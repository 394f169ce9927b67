import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Failure, retryAfter } from '../core/failure.ts';
import type { Taken } from '../core/outgoing/attempt.ts';
import type { Answer, Limits } from '../ports/outgoing.ts';
import type { Message, Webhooks } from '../ports/outgoing-events.ts';
import { openGate } from './gate.ts';
import type { GateOptions } from './gate.ts';
import { refusalOf } from './guard.ts';

interface Options extends Pick<GateOptions, 'now' | 'pause' | 'log' | 'deadline' | 'lookup'> {
  readonly publicUrl: string;
  /** Nothing leaves this machine: only what listens on it is told. */
  readonly onlyHere?: boolean;
  /** Origins that may be sent to although they are private: the tests' own. */
  readonly trustedOrigins?: ReadonlySet<string>;
}

/** Whoever asked to be told is told faster than a website is asked. */
const LIMITS: Limits = { requests: 20, perSeconds: 1, together: 4 };

/** One attempt a call: the pauses between attempts are longer than anybody waits in a gate. */
const TO_ENDPOINTS = { attempts: 1, attemptMs: 15_000, peoplesHosts: LIMITS, limitsOf: () => LIMITS };

/** What is read of an answer; it is not kept. */
const ANSWER_BYTES = 65_536;
const SECRET_BYTES = 32;

/** The way out to the customers' endpoints, signed as Standard Webhooks 1.0 says, and to chats; through a gate of its own. */
export function openWebhooks(options: Options): Webhooks & { close(): Promise<void> } {
  const { now, publicUrl, onlyHere = false, trustedOrigins } = options;
  const gate = openGate({ ...options, ...TO_ENDPOINTS });
  const ask = gate.askAs('webhooks', LIMITS);
  return {
    close: () => gate.close(),
    publicUrl,
    refusal: (text) => {
      const url = URL.parse(text);
      if (url === null) return 'It is no web address.';
      if (onlyHere) return isHere(url) ? undefined : NOTHING_LEAVES;
      if (trustedOrigins?.has(url.origin)) return undefined;
      const unsafe = refusalOf(url);
      if (unsafe !== undefined) return `Nothing is sent there: ${unsafe}.`;
      return url.protocol === 'https:' ? undefined : 'Nothing is sent unencrypted: choose an https address.';
    },
    newSecret: () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
    send: async (message) => {
      const here = onlyHere && isHere(new URL(message.url));
      if (onlyHere && !here) return { taken: false, says: NOTHING_LEAVES };
      const request = {
        url: message.url,
        ...({ method: 'POST', host: here ? 'us' : 'people', follow: false } as const),
        maxBytes: ANSWER_BYTES,
        ...{ headers: headersOf(message), body: message.body },
      };
      try {
        return await ask(request, (answer) => takenBy(answer, now()));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { taken: false, says: error.message };
      }
    },
  };
}

const NOTHING_LEAVES = 'From the sample workspace nothing leaves this machine: choose http://127.0.0.1:….';

const isHere = ({ protocol, hostname }: URL) =>
  /^https?:$/.test(protocol) && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);

/** Signed with every secret that is valid, each signature after a space; without one, plain JSON. */
function headersOf({ id, at, body, secrets }: Message): Record<string, string> {
  if (secrets.length === 0) return { 'content-type': 'application/json' };
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

/** Anything of the 200s is a yes; a redirect is none, since a signed body is sent nowhere else. */
function takenBy({ status, headers }: Answer, now: Date): Taken {
  if (status >= 200 && status < 300) return { taken: true, status };
  const quiet = retryAfter(headers.get('retry-after'), now);
  const says = status < 400 ? `It answered ${status}, a redirect.` : `It answered ${status}.`;
  return { taken: false, status, says, ...(quiet !== undefined && { retryAfterMs: quiet }) };
}
