import { randomBytes } from 'node:crypto';
import { Failure, POLICY } from '../core/failure.ts';
import type { Ask, Limits, Outgoing } from '../ports/outgoing.ts';
import type { HubRequest, Hubs } from '../ports/subscriptions.ts';
import type { Gate } from './gate.ts';
import { refusalOf } from './guard.ts';

/** One hub may tell of the feeds of many. */
const LIMITS: Limits = { requests: 5, perSeconds: 1, together: 2 };
/** What is read of an answer; it is not kept. */
const ANSWER_BYTES = 65_536;
const SECRET_BYTES = 32;

/** Hubs move, but not for ever. */
const MOST_MOVES = 3;

/**
 * The way out to hubs (W3C WebSub). None is asked where the outside cannot reach us, and none over an open line: it is
 * told a secret. One that says that another hub is to be asked (307, 308) is believed a few times, and each is looked at
 * like the first.
 */
export function openHubs(gate: Pick<Gate, 'askAs'>, calledAt: string | undefined): Hubs {
  const ask = gate.askAs('hubs', LIMITS);
  return {
    calledAt,
    newSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
    ask: async (wanted) => {
      try {
        return await subscribeAt(ask, wanted.hub, formOf(wanted));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return `The hub ${POLICY[error.kind].say}.`;
      }
    },
  };
}

/** @returns why it was not taken. @throws Failure */
async function subscribeAt(ask: Ask, first: string, body: string): Promise<string | undefined> {
  let url = first;
  for (let moves = 0; moves <= MOST_MOVES; moves += 1) {
    if (!url.startsWith('https:')) return 'The hub is not reached over an encrypted line.';
    const answer = await ask(requestOf(url, body), ({ status, headers }) => ({
      status,
      location: headers.get('location'),
    }));
    const { status } = answer;
    if (status >= 200 && status < 300) return undefined;
    const moved = movedTo(answer, url);
    if (moved === undefined)
      return status < 400 ? `The hub answered ${status}, a redirect.` : `The hub answered ${status}.`;
    url = moved;
  }
  return 'The hub sends from one hub to the next.';
}

const requestOf = (url: string, body: string): Outgoing => ({
  ...{ url, body, method: 'POST', host: 'people', follow: false, maxBytes: ANSWER_BYTES },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** The other redirects would turn what is asked into a question without words. */
const MOVED: ReadonlySet<number> = new Set([307, 308]);

function movedTo(
  { status, location }: { readonly status: number; readonly location: string | null },
  from: string,
): string | undefined {
  return MOVED.has(status) && location !== null ? URL.parse(location, from)?.href : undefined;
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
