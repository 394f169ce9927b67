import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import type { Again, DeliveryList, GivenUpList, OneDelivery } from '../../http/delivery-shapes.ts';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';
import { part } from './part.ts';

const SELDOM_MS = 10_000;
/** While something waits to be taken in, its progress is shown. */
const BUSY_MS = 1_000;
const PAGE = 25;

export interface Asked {
  readonly status: string;
  readonly connector: string;
}

/** The deliveries, newest first, with as many older pages as were asked for. */
export function useDeliveries({ status, connector }: Asked) {
  const installation = useContext(Installation);
  return useInfiniteQuery({
    queryKey: ['deliveries', installation, 'list', status, connector],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      for (const [name, value] of Object.entries({ status, connector, after: pageParam }))
        if (value !== '') query.set(name, value);
      return ask<DeliveryList>(`/api/v1/deliveries?${query}`, installation, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.waiting ?? 0) > 0 ? BUSY_MS : SELDOM_MS),
    retry,
  });
}

const deliveries = part('deliveries', SELDOM_MS);
const givenUp = part('given-up', SELDOM_MS);

/** One with what it said; asked for while it is looked at. */
export const useDelivery = (id: string, open: boolean) =>
  deliveries.useShown<OneDelivery>(`/${encodeURIComponent(id)}`, open);

export const useTakeInAgain = (id: string) =>
  deliveries.useDoing<void, unknown>((asking) =>
    asking(`/${encodeURIComponent(id)}/again`, { method: 'POST' }),
  );

/** All that failed, of one connector or of all. @returns how many wait again. */
export function useTakeAllInAgain() {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (connector: string) =>
      ask<Again>('/api/v1/inbox/again', installation, {
        method: 'POST',
        body: connector === '' ? {} : { connector },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries', installation] }),
  });
}

export const useGivenUp = () => givenUp.useShown<GivenUpList>();

/** One piece of work, or all of it. */
export const useTryAgain = () =>
  givenUp.useDoing((asking, id: string | undefined) =>
    asking<Again>(id === undefined ? '/again' : `/${id}/again`, { method: 'POST' }),
  );
