import type { Watched } from '../../core/warning/measures.ts';
import type { AlertsPage, StreamPage } from '../../http/warning-shapes.ts';
import { part } from '../settings/part.ts';

const { useShown } = part('alerts', 60_000);

export const useAlerts = () => useShown<AlertsPage>();

/** A rule's stream; the address of every installation and question stands apart in what is remembered. */
export const useStream = (rule: string, measure: Watched, days: string) =>
  useShown<StreamPage>(`/rules/${rule}?measure=${encodeURIComponent(measure)}&days=${days}`);
