import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import type { WantedRule } from '../../core/rules/rule.ts';
import type { Foresight, RuleLine, RuleList, RuleUndone } from '../../http/rule-shapes.ts';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';

const AT = '/api/v1/rules';
const LOOK_MS = 30_000;

export function useRules() {
  const installation = useContext(Installation);
  return useQuery<RuleList>({
    queryKey: ['rules', installation],
    queryFn: ({ signal }) => ask(AT, installation, { signal }),
    refetchInterval: LOOK_MS,
    retry,
  });
}

function useDoing<T, A>(send: (what: T, installation: string | undefined) => Promise<A>) {
  const installation = useContext(Installation);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: T) => send(what, installation),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rules', installation] }),
  });
}

export const useAddRule = () =>
  useDoing((body: WantedRule, installation) => ask<RuleLine>(AT, installation, { method: 'POST', body }));

export const useDryRun = (id: string) =>
  useDoing((_: undefined, installation) =>
    ask<Foresight>(`${AT}/${id}/dry-run`, installation, { method: 'POST' }),
  );

export const usePublish = (id: string) =>
  useDoing((replay: boolean, installation) =>
    ask<RuleLine>(`${AT}/${id}/publish`, installation, { method: 'POST', body: { replay } }),
  );

export const useSwitchOff = (id: string) =>
  useDoing((_: undefined, installation) =>
    ask<RuleLine>(`${AT}/${id}/off`, installation, { method: 'POST' }),
  );

export const useUndoRule = (id: string) =>
  useDoing((_: undefined, installation) =>
    ask<RuleUndone>(`${AT}/${id}/undo`, installation, { method: 'POST' }),
  );
