import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { ask } from '../api.ts';
import { Installation } from '../queries.ts';

interface Wanted {
  readonly network: string;
  readonly says: string;
  /** ISO 8601. */
  readonly at: string;
  readonly account?: string;
}

/** Records a consent; the record then says so. */
export function useGiveConsent(contact: string) {
  return useConsent(contact, ({ network, ...body }: Wanted) => ({ network, method: 'PUT' as const, body }));
}

/** Takes a consent back, by network. */
export function useWithdrawConsent(contact: string) {
  return useConsent(contact, (network: string) => ({ network, method: 'DELETE' as const }));
}

interface Request {
  readonly network: string;
  readonly method: 'PUT' | 'DELETE';
  readonly body?: object;
}

function useConsent<T>(contact: string, request: (wanted: T) => Request) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: T) => {
      const { network, ...how } = request(wanted);
      const at = `/api/v1/records/${encodeURIComponent(contact)}/consents/${encodeURIComponent(network)}`;
      return ask<undefined>(at, installation, how);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['record', installation, contact] }),
  });
}
