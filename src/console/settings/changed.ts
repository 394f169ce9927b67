import type { Settings } from '../../core/governance/settings.ts';
import { isSame } from '../unsaved.ts';

/** The section of the page in which each decision stands. */
const SECTION = {
  off: () => 'Networks that are asked',
  budgets: () => 'What networks may cost',
  mappings: (crm) => `Other fields of ${crm}`,
  callsPerDay: () => 'Limits',
  graceDays: () => 'Limits',
  basis: () => 'Limits',
  ours: () => 'Accounts of our own',
  model: () => 'Summaries by a language model',
} as const satisfies Record<keyof Settings, (crm: string) => string>;

/** The sections of which something is decided otherwise than it is kept, by their headings. */
export function changedIn(draft: Settings, kept: Settings, crm: string): readonly string[] {
  const [now, before] = [plain(draft), plain(kept)];
  const changed = Object.entries(SECTION).filter(([key]) => {
    const decision = key as keyof Settings;
    return !isSame<unknown>(before[decision], now[decision]);
  });
  return [...new Set(changed.map(([, section]) => section(crm)))];
}

/** Without what says nothing: the order of networks that are off, and blank lines. */
function plain(settings: Settings): Settings {
  const { off, ours } = settings;
  return { ...settings, off: off.toSorted(), ours: ours.filter((line) => line.trim() !== '') };
}
