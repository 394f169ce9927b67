import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import type { Settings } from '../../core/governance/settings.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';

/** Each look asks the CRM too, so it is not repeated as often as the rest. */
const LOOK_MS = 30_000;

export function useSettings() {
  const installation = useContext(Installation);
  return useQuery<SettingsPage>({
    queryKey: ['settings', installation],
    queryFn: ({ signal }) => ask('/api/v1/settings', installation, { signal }),
    refetchInterval: LOOK_MS,
    retry,
  });
}

/** Sends what was decided; the answer is the page as it is then. */
function useDecide<T>(send: (decided: T, installation: string | undefined) => Promise<SettingsPage>) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decided: T) => send(decided, installation),
    onSuccess: (page) => client.setQueryData(['settings', installation], page),
  });
}

export const useSave = () =>
  useDecide((settings: Settings, installation) =>
    ask('/api/v1/settings', installation, { method: 'PUT', body: settings }),
  );

export const useApprove = () =>
  useDecide((approve: boolean, installation) =>
    ask('/api/v1/approval', installation, { method: 'POST', body: { approve } }),
  );

export const useRelease = () =>
  useDecide((_: undefined, installation) => ask('/api/v1/governor', installation, { method: 'DELETE' }));

export interface HowToLeave {
  readonly keepFields: boolean;
  readonly restore: boolean;
}

export function useUninstall() {
  const installation = useContext(Installation);
  return useMutation({
    mutationFn: (how: HowToLeave) =>
      ask<{ purgeAt: string }>('/api/v1/uninstall', installation, { method: 'POST', body: how }),
  });
}

/** Where everything that is kept can be downloaded. */
export function useExportUrl(): string {
  const installation = useContext(Installation) ?? '';
  return `/api/v1/export?installation=${encodeURIComponent(installation)}`;
}
