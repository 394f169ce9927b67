import type { MentionList, SubscriptionList } from '../../http/told-shapes.ts';
import { part } from './part.ts';

const subscriptions = part('subscriptions', 30_000);
const mentions = part('mentions', 30_000);

export const useSubscriptions = () => subscriptions.useShown<SubscriptionList>();

export const useMentions = () => mentions.useShown<MentionList>();

/** Names the hosts whose pages may be mentioned. */
export const useNameHosts = () =>
  mentions.useDoing((asking, hosts: readonly string[]) =>
    asking<MentionList>('/hosts', { method: 'PUT', body: { hosts } }),
  );
