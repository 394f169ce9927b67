import { z } from 'zod';
import type { InstallationId } from '../../core/ids.ts';
import type { HttpDeps } from '../deps.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { MentionHosts, MentionList, SubscriptionList } from '../told-shapes.ts';

type Deps = Pick<HttpDeps, 'subscriptions' | 'webmentions' | 'titles' | 'settings'>;

const nothing = { params: z.object({}), query: z.object({}) };
/** The newest; nobody reads more of them on a page. */
const SHOWN = 50;

/** What the open web tells by itself: feeds that hubs tell of, and mentions of the customer's own pages. */
export function toldRoutes(deps: Deps): readonly Route[] {
  return [listSubscriptions(deps), listMentions(deps), changeHosts(deps)];
}

const listSubscriptions = ({ subscriptions, titles }: Deps) =>
  scoped(
    {
      id: 'listSubscriptions',
      method: 'get',
      path: '/api/v1/subscriptions',
      summary: 'Feeds that hubs were asked to tell of, those first that are told; the first 50',
      answers: { 200: { says: 'How each stands', schema: SubscriptionList } },
      ...nothing,
    },
    async (_call, { id }) => {
      const lines = (await subscriptions.list(id, SHOWN)).map(
        ({ heldUntil, lastDelivery, says, ...one }) => ({
          ...{ network: one.network, title: titles.get(one.network) ?? one.network },
          ...{ feed: one.topic, hub: one.hub, isTold: one.isTold },
          ...(one.isTold && heldUntil && { until: heldUntil.toISOString() }),
          ...(lastDelivery && { lastDelivery: lastDelivery.toISOString() }),
          ...(says !== undefined && { says }),
        }),
      );
      return { status: 200, body: { subscriptions: lines, reached: subscriptions.reached() } };
    },
  );

const listMentions = (deps: Deps) =>
  scoped(
    {
      id: 'listMentions',
      method: 'get',
      path: '/api/v1/mentions',
      summary: 'Whose pages may be mentioned, where that is told, and the newest 50 mentions',
      answers: { 200: { says: 'All of it', schema: MentionList } },
      ...nothing,
    },
    (_call, { id }) => shown(id, deps),
  );

const changeHosts = (deps: Deps) =>
  scoped(
    {
      id: 'changeMentionHosts',
      governs: true,
      method: 'put',
      path: '/api/v1/mentions/hosts',
      summary: 'Names the hosts whose pages may be mentioned, all at once; none: no mentions are received',
      answers: { 200: { says: 'As it is now', schema: MentionList } },
      ...nothing,
      body: MentionHosts,
    },
    async ({ body }, { id }) => {
      await deps.webmentions.setHosts(id, body.hosts);
      return shown(id, deps);
    },
  );

async function shown(id: InstallationId, { webmentions, settings }: Deps) {
  const { hosts, mentions } = await webmentions.list(id, SHOWN);
  const address = `${settings.publicUrl ?? ''}/webmention/${id}`;
  const lines = mentions.map(({ source, target, state, says, receivedAt }) => ({
    ...{ source, target, state, receivedAt: receivedAt.toISOString() },
    ...(says !== undefined && { says }),
  }));
  const hint = `<link rel="webmention" href="${address}">`;
  return { status: 200, body: { address, hint, hosts, mentions: lines } };
}
