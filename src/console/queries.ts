import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { CustomerRecord } from '../core/record/record.ts';
import type { ContactPage, Erased, ReviewPage, Says, Workspace } from '../http/shapes.ts';
import { Trouble, ask } from './api.ts';
import { createContext, useContext } from 'react';
import { usePlace } from './place.ts';

/** Everything on the page is asked for again this often while it is looked at; unchanged answers are 304s. */
const LIVE_MS = 2_000;
/** New questions come seldom. */
export const QUEUE_MS = 10_000;
const PAGE = 100;

/** The installation that everything but the workspace is asked about: the workspace says which. */
export const Installation = createContext<string | undefined>(undefined);

/** Asking again cannot mend these. */
const isFinal = (error: Error) => error instanceof Trouble && error.status >= 400 && error.status < 500;
export const retry = (failures: number, error: Error) => !isFinal(error) && failures < 1;

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

interface Word {
  readonly contact: string;
  readonly network: string;
  readonly profile: string;
  readonly says: Says;
}

/** Sends a person's word on a link; the answer is the new record, which is kept for whoever shows it. */
export function useSay(): (word: Word) => Promise<CustomerRecord> {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return async ({ contact, network, profile, says }) => {
    const queryKey = ['record', installation, contact];
    // A question that is under way would bring back what was there before.
    await client.cancelQueries({ queryKey });
    const link = `links/${encodeURIComponent(network)}/${encodeURIComponent(profile)}/verdict`;
    const send = () =>
      ask<CustomerRecord>(`${recordPath(contact)}/${link}`, installation, { method: 'POST', body: { says } });
    // The same word twice is the same word: what may have been lost on the way is sent once more.
    const record = await send().catch((error: unknown) => {
      if (error instanceof Error && isFinal(error)) throw error;
      return send();
    });
    client.setQueryData(queryKey, record);
    return record;
  };
}

/** The same for one contact's page, which shows at once what changed. */
export function useVerdict(contact: string) {
  const say = useSay();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (word: Omit<Word, 'contact'>) => say({ ...word, contact }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => LISTS.has(queryKey[0]) }),
  });
}

const LISTS: ReadonlySet<unknown> = new Set(['contacts', 'to review']);

/** How many links wait for a person's word. */
export function useToReview(): number {
  const installation = useContext(Installation);
  const { data } = useQuery({
    queryKey: ['to review', installation],
    queryFn: ({ signal }) => ask<ReviewPage>('/api/v1/review?limit=1', installation, { signal }),
    refetchInterval: QUEUE_MS,
    retry,
  });
  return data?.total ?? 0;
}

/** A person's answer to what Kith suggests for a field of the CRM, or taking back what it wrote there. */
export function useField(contact: string) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      field,
      say,
    }: {
      readonly field: string;
      readonly say: 'accept' | 'decline' | 'put back';
    }) => {
      const at = (what: string) => `${recordPath(contact)}/${what}`;
      const name = encodeURIComponent(field);
      return say === 'put back'
        ? ask<unknown>(at(`fields/${name}/undo`), installation, { method: 'POST' })
        : ask<unknown>(at(`suggestions/${name}`), installation, {
            method: 'POST',
            body: { accept: say === 'accept' },
          });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['record', installation, contact] }),
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
