import pino from 'pino';
import type { Log } from './ports/runtime.ts';

/** JSON lines on stderr, so that stdout stays for what a command answers. Facts only: see the port. */
export function openLog(level: 'error' | 'warn' | 'info' | 'silent'): Log {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
  return {
    info: (facts, event) => log.info(facts, event),
    warn: (facts, event) => log.warn(facts, event),
    error: (facts, event) => log.error(facts, event),
  };
}
