import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import type { WantedEndpoint } from '../../core/outgoing/endpoint.ts';
import type { EndpointList, NewEndpoint, SendingLog } from '../../http/endpoint-shapes.ts';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';

const AT = '/api/v1/webhooks';
const LOOK_MS = 10_000;

export function useWebhooks() {
  const installation = useContext(Installation);
  return useQuery<EndpointList>({
    queryKey: ['webhooks', installation],
    queryFn: ({ signal }) => ask(AT, installation, { signal }),
    refetchInterval: LOOK_MS,
    retry,
  });
}

/** What one was told; asked for while it is looked at. */
export function useWebhookLog(id: string, open: boolean) {
  const installation = useContext(Installation);
  return useQuery<SendingLog>({
    queryKey: ['webhooks', installation, id],
    queryFn: ({ signal }) => ask(`${AT}/${id}/deliveries`, installation, { signal }),
    refetchInterval: LOOK_MS,
    enabled: open,
    retry,
  });
}

/** Something is done to the webhooks; what is shown of them is asked for again. */
function useDoing<T, A>(send: (what: T, installation: string | undefined) => Promise<A>) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: T) => send(what, installation),
    onSuccess: () => client.invalidateQueries({ queryKey: ['webhooks', installation] }),
  });
}

export const useAddWebhook = () =>
  useDoing((body: WantedEndpoint, installation) =>
    ask<NewEndpoint>(AT, installation, { method: 'POST', body }),
  );

export const useNewSecret = (id: string) =>
  useDoing((_: undefined, installation) =>
    ask<{ secret: string }>(`${AT}/${id}/secret`, installation, { method: 'POST' }),
  );

/** `stop`, `resume`, `ping`, or one delivery once more. */
export const useWebhookAct = (id: string) =>
  useDoing((act: string, installation) => ask(`${AT}/${id}/${act}`, installation, { method: 'POST' }));

export const useRemoveWebhook = (id: string) =>
  useDoing((_: undefined, installation) => ask(`${AT}/${id}`, installation, { method: 'DELETE' }));
