import { Argument, Command, Option } from 'commander';
import about from '../../package.json' with { type: 'json' };
import { readConfig } from '../config.ts';
import { deliveriesCommand } from './deliveries.ts';
import { doctorCommand } from './doctor.ts';
import { enrichCommand } from './enrich.ts';
import { eraseCommand } from './erase.ts';
import type { EraseOptions } from './erase.ts';
import { declareEvaluate, declareTrain } from './evaluate/declare.ts';
import { declareHubspot } from './hubspot/declare.ts';
import { interruptSignal } from './interrupt.ts';
import { addNetworkBase } from './network-base.ts';
import { declareSalesforce } from './salesforce/declare.ts';
import { startCommand } from './start.ts';
import { wholeNumber } from './whole-number.ts';
import { openLog } from '../log.ts';
import { openNetworks } from '../networks.ts';

const kith = new Command('kith')
  .description('The social layer of the customer record')
  .version(about.version);

kith
  .command('start')
  .description('start the server: the sample workspace when no CRM is configured')
  .action(async () => startCommand(readConfig()));

kith
  .command('enrich')
  .argument('<contacts.csv>')
  .description('look up the people of a CSV file on open networks; keeps nothing')
  .option('--json', 'print one JSON document')
  .option('--csv', 'print CSV, a line per link')
  .addOption(
    new Option('--network-base <NAME=URL>', 'ask a network at another host (repeatable)')
      .argParser(addNetworkBase)
      .default({}, 'their own'),
  )
  .option('--networks <names>', 'only these, with commas between', (text: string) => text.split(','))
  .option('--concurrency <n>', 'contacts at once', Number)
  .action(
    async (file: string, options: Record<string, unknown> & { networkBase: Record<string, string> }) => {
      const config = readConfig();
      const interrupt = interruptSignal();
      process.exitCode = await enrichCommand(
        { file, ...options },
        {
          stdout: process.stdout,
          stderr: process.stderr,
          isTty: process.stderr.isTTY === true,
          interrupt: interrupt.signal,
          connect: (networkBase) => {
            const bases = { ...config.networkBases, ...networkBase };
            const { gate, ...finding } = openNetworks({ ...config, networkBases: bases }, openLog('silent'));
            return Promise.resolve({ ...finding, close: () => gate.close() });
          },
        },
      );
      interrupt.release();
    },
  );

declareEvaluate(kith);
declareTrain(kith);

kith
  .command('deliveries')
  .addArgument(new Argument('[action]', 'put one back to work; nothing to list').choices(['replay']))
  .argument('[id]', 'what to replay')
  .description('what the CRM sent, what became of it, and the work that was given up')
  .addOption(new Option('--status <status>', 'only these').choices(['waiting', 'done', 'failed']))
  .option('--limit <n>', 'how many', wholeNumber, 20)
  .option('--json', 'print JSON')
  .action(async (action: string | undefined, id: string | undefined, options: Record<string, unknown>) => {
    process.exitCode = await deliveriesCommand(readConfig(), { action, id, ...options });
  });

kith
  .command('erase')
  .argument('<contact>', 'the id of the contact in the CRM')
  .option('--installation <id>', 'which installation, where there are several')
  .description('erase all that is kept about a person')
  .option('--json', 'print JSON')
  .action(async (contact: string, options: EraseOptions) => {
    process.exitCode = await eraseCommand(readConfig(), contact, options);
  });

kith
  .command('doctor')
  .description('look at the database, the queue and each network, and say what to do')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    process.exitCode = await doctorCommand(readConfig(), options);
  });

declareSalesforce(kith);
declareHubspot(kith);

try {
  await kith.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
