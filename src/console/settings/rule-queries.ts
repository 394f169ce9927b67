import type { WantedRule } from '../../core/rules/rule.ts';
import type { Foresight, RuleLine, RuleList, RuleUndone } from '../../http/rule-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('rules', 30_000);

export const useRules = () => useShown<RuleList>();

export const useAddRule = () =>
  useDoing((asking, body: WantedRule) => asking<RuleLine>('', { method: 'POST', body }));

export const useDryRun = (id: string) =>
  useDoing<void, Foresight>((asking) => asking(`/${id}/dry-run`, { method: 'POST' }));

export const usePublish = (id: string) =>
  useDoing((asking, replay: boolean) =>
    asking<RuleLine>(`/${id}/publish`, { method: 'POST', body: { replay } }),
  );

export const useSwitchOff = (id: string) =>
  useDoing<void, RuleLine>((asking) => asking(`/${id}/off`, { method: 'POST' }));

export const useUndoRule = (id: string) =>
  useDoing<void, RuleUndone>((asking) => asking(`/${id}/undo`, { method: 'POST' }));
