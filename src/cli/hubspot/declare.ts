import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { openLog } from '../../log.ts';
import { openCallBudget } from '../../outbound/call-budget.ts';
import { openStorage } from '../../storage/open.ts';
import { PROFILES } from './project-files.ts';
import { projectCommand } from './project.ts';
import type { ProjectOptions } from './project.ts';
import { statusCommand } from './status.ts';

const AS_JSON = ['--json', 'print one JSON document'] as const;

/** `kith hubspot …`. */
export function declareHubspot(kith: Command): void {
  const hubspot = kith
    .command('hubspot')
    .description('write the developer project of your own Kith for HubSpot, look at the connected portals');

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
}

function declareStatus(hubspot: Command): void {
  hubspot
    .command('status')
    .description('look at each connected portal by what is kept here, and say what to do; changes nothing')
    .option(...AS_JSON)
    .action(async (options: { json?: boolean }) => {
      const config = readConfig();
      const storage = await openStorage({ ...config, log: openLog('error'), join: true });
      try {
        const { store, stuck } = storage;
        const budget = openCallBudget({ store, now: () => new Date() });
        const deps = { store, stuck, budget, now: new Date(), publicUrl: config.publicUrl };
        process.exitCode = await statusCommand(options, process, deps);
      } finally {
        await storage.close();
      }
    });
}

function accountNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('its number, such as 12345678');
  return Number(text);
}
