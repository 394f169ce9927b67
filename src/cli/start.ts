import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import { startKith } from '../main.ts';

/** How long what is under way may take to end after Ctrl-C. */
const GRACE_MS = 15_000;

/** Runs the server until it is told to stop; prints the one URL to open. */
export async function startCommand(config: Config): Promise<void> {
  const kith = await startKith(config, openLog(config.log));
  const about = kith.sample
    ? 'The sample workspace: fictional people, nothing leaves this machine.'
    : 'This address carries your access key: treat it like a password.';
  process.stdout.write(`\n  Kith is running. ${about}\n\n  ${kith.url}\n\n`);
  const stop = () => {
    const late = setTimeout(() => process.exit(1), GRACE_MS);
    late.unref();
    void kith.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}
