import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import type { Conversation } from '../../core/conversation/thread/conversation.ts';
import { ask } from '../api.ts';
import type { ThreadPlace } from '../place.ts';
import { Installation, retry } from '../queries.ts';

/** The network itself is asked now and then, so it is not repeated as often as the record. */
const LOOK_MS = 60_000;

export const threadPath = (contact: string, { network, id }: ThreadPlace): string =>
  `/api/v1/records/${[contact, 'conversations', network, id].map(encodeURIComponent).join('/')}`;

export function useThread(contact: string, thread: ThreadPlace) {
  const installation = useContext(Installation);
  return useQuery<Conversation>({
    queryKey: ['thread', installation, contact, thread.network, thread.id],
    queryFn: ({ signal }) => ask(threadPath(contact, thread), installation, { signal }),
    refetchInterval: LOOK_MS,
    retry,
  });
}
