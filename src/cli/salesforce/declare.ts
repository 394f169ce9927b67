import type { Command } from 'commander';
import { readAccessKey } from '../../config.ts';
import { interruptSignal } from '../interrupt.ts';
import type { InstallOptions, StatusOptions, UninstallOptions, VerifyOptions } from './commands.ts';
import type { SalesforceIo } from './run.ts';
import { waitingFor } from './waiting.ts';

type Io = SalesforceIo & { readonly input: NodeJS.ReadableStream };

const ORG = ['--target-org <alias>', 'alias or username of a login that `sf` keeps'] as const;
const SERVER = ['--server <url>', 'the Kith server, at the address that Salesforce calls'] as const;
const AS_JSON = ['--json', 'print one JSON document'] as const;

/** `kith salesforce …`. What talks to Salesforce is loaded when one of these runs, and not before. */
export function declareSalesforce(kith: Command): void {
  const salesforce = kith
    .command('salesforce')
    .description(
      'install Kith in a Salesforce org, look at it, try it, take it out; KITH_ACCESS_KEY opens the server',
    );

  salesforce
    .command('install')
    .description('deploy the package, give permissions, connect the org with the server; safe to repeat')
    .requiredOption(...ORG)
    .requiredOption(...SERVER)
    .option('--user <username>', 'work as this user, without a consent in the browser')
    .option('--no-deploy', 'the package is installed by another way')
    .option('--renew-key', 'put the org’s key in again, after the server’s secret has changed')
    .option(...AS_JSON)
    .action((options: InstallOptions) => act(async (io) => (await load()).installCommand(options, io)));

  salesforce
    .command('status')
    .description('look at every step of the installation; changes nothing')
    .requiredOption(...ORG)
    .requiredOption(...SERVER)
    .option('--user <username>', 'the user that Kith works as')
    .option(...AS_JSON)
    .action((options: StatusOptions) => act(async (io) => (await load()).statusCommand(options, io)));

  declareTrying(salesforce);
  declareLeaving(salesforce);
}

function declareTrying(salesforce: Command): void {
  salesforce
    .command('verify')
    .description('deploy the package and run its Apex tests in the org')
    .requiredOption(...ORG)
    .option('--check-only', 'run the tests and leave the org as it is')
    .option(...AS_JSON)
    .action((options: VerifyOptions) => act(async (io) => (await load()).verifyCommand(options, io)));
}

function declareLeaving(salesforce: Command): void {
  salesforce
    .command('uninstall')
    .description('export what Kith keeps, take Kith out of the org and delete the package')
    .requiredOption(...ORG)
    .requiredOption(...SERVER)
    .option('--keep-data', 'leave Kith’s fields and objects with what they hold, and the package')
    .option('--no-restore', 'leave mapped fields as they are, not as they were before Kith wrote')
    .option('--export <file>', 'where everything that is kept goes first')
    .option('--no-export', 'do not export')
    .option('--yes', 'do not ask')
    .option(...AS_JSON)
    .action((options: UninstallOptions) => act(async (io) => (await load()).uninstallCommand(options, io)));
}

const load = () => import('./commands.ts');

async function act(command: (io: Io) => Promise<number>): Promise<void> {
  const interrupt = interruptSignal();
  process.exitCode = await command({
    input: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    isTty: process.stderr.isTTY === true,
    interrupt: interrupt.signal,
    waiting: waitingFor(interrupt.signal),
    accessKey: readAccessKey(),
  });
  interrupt.release();
}
