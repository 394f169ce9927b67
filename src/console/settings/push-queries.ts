import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import type { PushList, PushSecret } from '../../http/push-shapes.ts';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';

const AT = '/api/v1/pushes';
const LOOK_MS = 10_000;

export function usePushes() {
  const installation = useContext(Installation);
  return useQuery<PushList>({
    queryKey: ['pushes', installation],
    queryFn: ({ signal }) => ask(AT, installation, { signal }),
    refetchInterval: LOOK_MS,
    retry,
  });
}

/** Something is done to how a network calls; what is shown of all of them is asked for again. */
function useDoing<T, A>(send: (what: T, installation: string | undefined) => Promise<A>) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: T) => send(what, installation),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pushes', installation] }),
  });
}

/** @returns the secret where Kith made it. `theirs`: where the network did. */
export const useListen = (network: string, isSetUp: boolean) =>
  useDoing((theirs: string | undefined, installation) =>
    ask<PushSecret>(`${AT}/${network}${isSetUp ? '/rotate' : ''}`, installation, {
      method: 'POST',
      body: theirs === undefined ? {} : { secret: theirs },
    }),
  );

export const useStopListening = (network: string) =>
  useDoing((_: undefined, installation) =>
    ask<undefined>(`${AT}/${network}`, installation, { method: 'DELETE' }),
  );
