import type { Settings } from '../core/governance/settings.ts';
import type { Governance, Health } from '../ports/governance.ts';
import type { Workspace } from '../ports/store.ts';

/** How an installation stands, by its own rows: the CRM is not asked. */
export interface Standing {
  readonly governance: Governance;
  /** Calls to the CRM. */
  readonly usedToday: number;
  readonly health: Health;
  /** The day's calls are used up, and when work goes on, as a sentence. */
  readonly spent?: string;
}

/** @param usedToday as the call budget counts them */
export async function standingOf(w: Workspace, usedToday: number): Promise<Standing> {
  const governance = await w.governance.read();
  const health = await w.governance.health();
  const { settings } = governance;
  const spent = usedToday >= settings.callsPerDay ? { spent: spentLine(settings) } : {};
  return { governance, usedToday, health, ...spent };
}

const spentLine = ({ callsPerDay }: Settings) =>
  `Today’s ${callsPerDay.toLocaleString('en')} calls to the CRM are used up. Work in the background goes on at 00:00 UTC.`;
