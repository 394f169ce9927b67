import { randomBytes } from 'node:crypto';
import { Failure, POLICY } from '../core/failure.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { HubRequest, Hubs } from '../ports/subscriptions.ts';
import type { Gate } from './gate.ts';
import { refusalOf } from './guard.ts';

/** One hub may tell of the feeds of many. */
const LIMITS: Limits = { requests: 5, perSeconds: 1, together: 2 };
/** What is read of an answer; it is not kept. */
const ANSWER_BYTES = 65_536;
const SECRET_BYTES = 32;

/**
 * The way out to hubs (W3C WebSub). None is asked where the outside cannot reach us, and none over an open line: it is
 * told a secret.
 */
export function openHubs(gate: Pick<Gate, 'askAs'>, calledAt: string | undefined): Hubs {
  const ask = gate.askAs('hubs', LIMITS);
  return {
    calledAt,
    newSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
    ask: async (wanted) => {
      const { hub: url } = wanted;
      if (!url.startsWith('https:')) return 'The hub is not reached over an encrypted line.';
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const request = { url, headers, body: formOf(wanted), maxBytes: ANSWER_BYTES };
      try {
        return await ask({ ...request, method: 'POST', host: 'people', follow: false }, ({ status }) => {
          if (status >= 200 && status < 300) return undefined;
          return status < 400 ? `The hub answered ${status}, a redirect.` : `The hub answered ${status}.`;
        });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return `The hub ${POLICY[error.kind].say}.`;
      }
    },
  };
}

/** WebSub, 5.1. */
function formOf({ mode, topic, callback, secret, leaseSeconds }: HubRequest): string {
  return new URLSearchParams({
    ...{ 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback },
    ...(mode === 'subscribe' && { 'hub.secret': secret, 'hub.lease_seconds': String(leaseSeconds) }),
  }).toString();
}

/** Our address, where it is one that the outside can reach; undefined for this machine's and the office's own names. */
export function reachedAt(publicUrl: string | undefined): string | undefined {
  const url = URL.parse(publicUrl ?? '');
  if (publicUrl === undefined || !url) return undefined;
  // Whoever calls us may be told a port; only whom we call may not.
  url.port = '';
  return refusalOf(url) === undefined ? publicUrl : undefined;
}
