import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { openLog } from '../../log.ts';
import { openCallBudget } from '../../outbound/call-budget.ts';
import { openStorage } from '../../storage/open.ts';
import type { Storage } from '../../storage/open.ts';
import { interruptSignal } from '../interrupt.ts';
import { PROFILES } from './project-files.ts';
import { projectCommand } from './project.ts';
import type { ProjectOptions } from './project.ts';
import { statusCommand } from './status.ts';
import { uninstallCommand } from './uninstall.ts';
import type { UninstallOptions } from './uninstall.ts';

const AS_JSON = ['--json', 'print one JSON document'] as const;

/** `kith hubspot …`. */
export function declareHubspot(kith: Command): void {
  const hubspot = kith
    .command('hubspot')
    .description(
      'write the developer project of your own Kith for HubSpot, look at the connected portals, take Kith out of one',
    );

  hubspot
    .command('project')
    .argument('<folder>', 'a new one, an empty one, or one that this command wrote')
    .description('write the developer project of your own Kith, ready for the HubSpot CLI; safe to repeat')
    .requiredOption('--url <url>', 'where HubSpot reaches your Kith, such as https://kith.example')
    .addOption(
      new Option('--profile <name>', 'which of your installations it is')
        .choices(PROFILES)
        .default(PROFILES[0]),
    )
    .option('--account <number>', 'the developer account into which it is uploaded', accountNumber)
    .option('--site <url>', 'the website that has /docs and /support; a listing needs it')
    .option('--support-email <address>', 'who helps those who installed the app; a listing needs it')
    .option(...AS_JSON)
    .action(async (folder: string, options: ProjectOptions) => {
      process.exitCode = await projectCommand(folder, options, process);
    });

  declareStatus(hubspot);
  declareUninstall(hubspot);
}

function declareStatus(hubspot: Command): void {
  hubspot
    .command('status')
    .description('look at each connected portal by what is kept here, and say what to do; changes nothing')
    .option(...AS_JSON)
    .action((options: { json?: boolean }) =>
      onStorage(({ store, stuck }, { publicUrl }) => {
        const budget = openCallBudget({ store, now });
        return statusCommand(options, process, { store, stuck, budget, now: now(), publicUrl });
      }),
    );
}

function declareUninstall(hubspot: Command): void {
  hubspot
    .command('uninstall')
    .description('export what is kept of a portal, and take Kith out of it as the settings do')
    .requiredOption('--portal <number>', 'which one; `kith hubspot status` lists them')
    .option('--keep-data', 'leave Kith’s properties with what they hold')
    .option('--no-restore', 'leave mapped properties as they are, not as they were before Kith wrote')
    .option('--export <file>', 'where everything that is kept goes first')
    .option('--no-export', 'do not export')
    .option('--yes', 'do not ask')
    .option(...AS_JSON)
    .action((options: UninstallOptions) =>
      onStorage(async ({ store }) => {
        const { stdin: input, stdout, stderr } = process;
        const interrupt = interruptSignal();
        const isTty = stderr.isTTY === true;
        const io = { input, stdout, stderr, isTty, interrupt: interrupt.signal };
        const code = await uninstallCommand(options, io, { store, now });
        interrupt.release();
        return code;
      }),
    );
}

const now = () => new Date();

/** Beside a running Kith, or alone. */
async function onStorage(command: (storage: Storage, config: Config) => Promise<number>): Promise<void> {
  const config = readConfig();
  const storage = await openStorage({ ...config, log: openLog('error'), join: true });
  try {
    process.exitCode = await command(storage, config);
  } finally {
    await storage.close();
  }
}

function accountNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('its number, such as 12345678');
  return Number(text);
}
