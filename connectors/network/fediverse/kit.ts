import { onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Network } from '../../../src/ports/network.ts';
import account from './fixtures/account.json' with { type: 'json' };
import actor from './fixtures/actor.json' with { type: 'json' };
import outbox from './fixtures/outbox.json' with { type: 'json' };
import statuses2 from './fixtures/statuses-2.json' with { type: 'json' };
import statuses from './fixtures/statuses.json' with { type: 'json' };
import webfinger from './fixtures/webfinger.json' with { type: 'json' };
import { fediverse } from './index.ts';

/** The server of the fictional person, for the tests of this connector. */
export const origin = 'https://social.example';
export const at = { handle: 'ada@social.example' };
const { id } = actor;

/** Which of the server's doors a request knocks at. */
export function door({ url }: Asked): string {
  if (url.pathname === '/.well-known/webfinger') return 'webfinger';
  if (url.pathname.endsWith('/outbox')) return url.searchParams.has('page') ? 'page' : 'outbox';
  if (url.pathname.endsWith('/statuses')) return 'statuses';
  return url.pathname.startsWith('/api/') ? 'account' : 'actor';
}

/** Answers each door as recorded, or as told here. */
export function site(told: Readonly<Record<string, Reply>> = {}): Site {
  return (asked) => {
    const first = !asked.url.searchParams.has('max_id');
    const recorded: Record<string, Reply> = {
      webfinger: { body: webfinger },
      actor: { body: actor },
      account: { body: account },
      statuses: { body: first ? statuses : asked.url.search.includes('804') ? statuses2 : [] },
      outbox: { body: { type: 'OrderedCollection', totalItems: 9, first: `${id}/outbox?page=true` } },
      page: { body: first ? outbox : { type: 'OrderedCollectionPage', orderedItems: [] } },
    };
    return told[door(asked)] ?? recorded[door(asked)] ?? { status: 404, body: {} };
  };
}

export function play(
  told: Readonly<Record<string, Reply>>,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(fediverse, { origin, settings: {} }, site(told), ({ network, requests }) =>
    act(network, requests),
  );
}

export const refused: Reply = { status: 401, body: { error: 'This method requires an authenticated user' } };
export const page: Reply = { body: '<h1>A shop</h1>' };
