import type { AlertLine } from '../../http/warning-shapes.ts';

export const LEVELS = {
  watch: { says: 'Watch', pill: 'plain' },
  warn: { says: 'Warning', pill: 'warn' },
  crisis: { says: 'Crisis', pill: 'bad' },
} as const satisfies Record<AlertLine['level'], { readonly says: string; readonly pill: string }>;
