import type { WantedEndpoint } from '../../core/outgoing/endpoint.ts';
import type { EndpointList, NewEndpoint, SendingLog } from '../../http/endpoint-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('webhooks', 10_000);

export const useWebhooks = () => useShown<EndpointList>();

/** What one was told; asked for while it is looked at. */
export const useWebhookLog = (id: string, open: boolean) => useShown<SendingLog>(`/${id}/deliveries`, open);

export const useAddWebhook = () =>
  useDoing((asking, body: WantedEndpoint) => asking<NewEndpoint>('', { method: 'POST', body }));

export const useNewSecret = (id: string) =>
  useDoing<void, { secret: string }>((asking) => asking(`/${id}/secret`, { method: 'POST' }));

/** `stop`, `resume`, `ping`, or one delivery once more. */
export const useWebhookAct = (id: string) =>
  useDoing((asking, act: string) => asking<unknown>(`/${id}/${act}`, { method: 'POST' }));

export const useRemoveWebhook = (id: string) =>
  useDoing<void, unknown>((asking) => asking(`/${id}`, { method: 'DELETE' }));
