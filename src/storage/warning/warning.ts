import type { WarningRows } from '../../ports/warning.ts';
import type { Session } from '../transaction.ts';
import { alerts } from './alerts.ts';
import { streams } from './streams.ts';

/** How much is said, hour by hour, and what was unusual of it. */
export function warning(s: Session): WarningRows {
  return { ...streams(s), ...alerts(s) };
}
