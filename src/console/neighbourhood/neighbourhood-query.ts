import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import type { Neighbourhood } from '../../core/influence/neighbourhood/neighbourhood.ts';
import { ask } from '../api.ts';
import { Installation, QUEUE_MS, retry } from '../queries.ts';

/** Whom a contact reaches; it changes seldom, and asks the CRM for deals. */
export function useNeighbourhood(contact: string) {
  const installation = useContext(Installation);
  return useQuery<Neighbourhood, Error>({
    queryKey: ['neighbourhood', installation, contact],
    queryFn: ({ signal }) =>
      ask(`/api/v1/records/${encodeURIComponent(contact)}/neighbourhood`, installation, { signal }),
    refetchInterval: QUEUE_MS,
    retry,
  });
}
