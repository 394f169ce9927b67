import { LEVEL_WORDS } from '../../core/warning/words.ts';
import type { AlertLine } from '../../http/warning-shapes.ts';

export const LEVELS = {
  watch: { says: LEVEL_WORDS.watch, pill: 'plain' },
  warn: { says: LEVEL_WORDS.warn, pill: 'warn' },
  crisis: { says: LEVEL_WORDS.crisis, pill: 'bad' },
} as const satisfies Record<AlertLine['level'], { readonly says: string; readonly pill: string }>;
