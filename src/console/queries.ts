import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { CustomerRecord } from '../core/record/record.ts';
import type { ContactPage, Erased, Says, Workspace } from '../http/shapes.ts';
import { Trouble, ask } from './api.ts';
import { createContext, useContext } from 'react';
import { usePlace } from './place.ts';

/** Everything on the page is asked for again this often while it is looked at; unchanged answers are 304s. */
const LIVE_MS = 2_000;
const PAGE = 100;

/** The installation that everything but the workspace is asked about: the workspace says which. */
export const Installation = createContext<string | undefined>(undefined);

/** Asking again cannot mend these. */
const isFinal = (error: Error) => error instanceof Trouble && error.status >= 400 && error.status < 500;
const retry = (failures: number, error: Error) => !isFinal(error) && failures < 1;

export function useWorkspace() {
  const { installation } = usePlace();
  return useQuery<Workspace>({
    queryKey: ['workspace', installation],
    queryFn: ({ signal }) => ask('/api/v1/workspace', installation, { signal }),
    refetchInterval: LIVE_MS,
    retry,
  });
}

export function useContacts(search: string) {
  const installation = useContext(Installation);
  return useInfiniteQuery({
    queryKey: ['contacts', installation, search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE), ...(search && { search }) });
      if (pageParam) query.set('after', pageParam);
      return ask<ContactPage>(`/api/v1/contacts?${query}`, installation, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
    retry,
  });
}

export function useRecord(contact: string) {
  const installation = useContext(Installation);
  return useQuery<CustomerRecord>({
    queryKey: ['record', installation, contact],
    queryFn: ({ signal }) => ask(recordPath(contact), installation, { signal }),
    refetchInterval: LIVE_MS,
    retry,
  });
}

/** A person's word on a link. The answer is the new record, which is shown at once. */
export function useVerdict(contact: string) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  const queryKey = ['record', installation, contact];
  return useMutation({
    mutationFn: ({ network, profile, says }: { network: string; profile: string; says: Says }) => {
      const link = `links/${encodeURIComponent(network)}/${encodeURIComponent(profile)}/verdict`;
      return ask<CustomerRecord>(`${recordPath(contact)}/${link}`, installation, {
        method: 'POST',
        body: { says },
      });
    },
    // A question that is under way would bring back what was there before.
    onMutate: () => client.cancelQueries({ queryKey }),
    onSuccess: async (record) => {
      client.setQueryData(queryKey, record);
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
}

export function useRefresh(contact: string) {
  const installation = useContext(Installation);
  return useMutation({
    mutationFn: () => ask<undefined>(`${recordPath(contact)}/refresh`, installation, { method: 'POST' }),
  });
}

export function useErase(contact: string) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<Erased>(recordPath(contact), installation, { method: 'DELETE' }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['record', installation, contact] });
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
}

const recordPath = (contact: string) => `/api/v1/records/${encodeURIComponent(contact)}`;
