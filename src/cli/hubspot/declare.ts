import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { PROFILES } from './project-files.ts';
import { projectCommand } from './project.ts';
import type { ProjectOptions } from './project.ts';

const AS_JSON = ['--json', 'print one JSON document'] as const;

/** `kith hubspot …`. */
export function declareHubspot(kith: Command): void {
  const hubspot = kith
    .command('hubspot')
    .description('write the developer project of your own Kith for HubSpot');

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
}

function accountNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('its number, such as 12345678');
  return Number(text);
}
