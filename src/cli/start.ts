import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import { startKith } from '../main.ts';

/** How long what is under way may take to end after Ctrl-C. */
const GRACE_MS = 15_000;

/** A person finds the one URL only where little else is printed; whoever collects the lines wants them all. */
const quietFor = (isTty: boolean) => (isTty ? 'warn' : 'info');

/** Runs the server until it is told to stop; prints the one URL to open. */
export async function startCommand(config: Config): Promise<void> {
  const isTty = process.stderr.isTTY === true;
  if (isTty) process.stderr.write('\n  Starting …\n');
  const kith = await startKith(config, openLog(config.log ?? quietFor(isTty)));
  const about = kith.sample
    ? 'The sample workspace: fictional people, nothing leaves this machine.'
    : 'This address carries your access key: treat it like a password.';
  process.stdout.write(`\n  Kith is running. ${about}\n\n  ${kith.url}\n\n`);
  if (isTty) process.stderr.write('  Ctrl-C stops it. KITH_LOG=info shows all that happens.\n\n');
  const stop = () => {
    const late = setTimeout(() => process.exit(1), GRACE_MS);
    late.unref();
    void kith.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}
