#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from './config.ts';
import { deliveriesCommand } from './cli/deliveries.ts';
import { doctorCommand } from './cli/doctor.ts';
import { enrichCommand } from './cli/enrich.ts';
import { eraseCommand } from './cli/erase.ts';
import { evaluateDuplicates } from './cli/evaluate/duplicates.ts';
import { evaluateIdentity } from './cli/evaluate/identity.ts';
import { trainIdentity } from './cli/evaluate/train.ts';
import { interruptSignal } from './cli/interrupt.ts';
import { addNetworkBase } from './cli/network-base.ts';
import { openProgress } from './cli/progress.ts';
import { declareSalesforce } from './cli/salesforce/declare.ts';
import { startCommand } from './cli/start.ts';
import { openLog } from './log.ts';
import { openNetworks } from './main.ts';

const kith = new Command('kith').description('The social layer of the customer record');
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number, such as 200');
  return Number(text);
}

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
  .option('--network-base <NAME=URL>', 'ask a network at another host (repeatable)', addNetworkBase, {})
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

const evaluate = kith.command('evaluate').description('run the engine over labelled data of your own');

evaluate
  .command('identity')
  .argument('<dir>', 'holds contacts.csv, profiles.csv and truth.csv')
  .option('--labels <n>', 'let a simulated reviewer answer so many questions from the truth', wholeNumber, 0)
  .option('--json', 'print JSON (the default: machines read this)')
  .action((directory: string, { labels }: { labels: number }) => {
    print(evaluateIdentity(directory, labels));
  });

evaluate
  .command('duplicates')
  .argument('<file.csv>', 'records of any columns')
  .requiredOption('--truth <column>', 'the column that says which records are one person')
  .option('--labels <n>', 'let a simulated reviewer answer so many questions from the truth', wholeNumber, 0)
  .option('--json', 'print JSON (the default: machines read this)')
  .action(async (file: string, { truth, labels }: { truth: string; labels: number }) => {
    const looking = { stream: process.stderr, isTty: process.stderr.isTTY === true };
    const bar = openProgress(100, '% compared', looking);
    let shown = 0;
    const progress = (share: number) => {
      for (; shown < Math.floor(share * 100); shown++) bar.step();
    };
    const scores = await evaluateDuplicates(file, { truth, labels, progress }).finally(() => bar.stop());
    print(scores);
  });

kith
  .command('train')
  .description('learn a model from labelled data')
  .command('identity')
  .argument('<dir>', 'holds contacts.csv, profiles.csv and truth.csv')
  .option('--model-version <name>', 'what stands on it', 'own')
  .action(
    (directory: string, options: { modelVersion: string }) =>
      void print(trainIdentity(directory, options.modelVersion)),
  );

kith
  .command('deliveries')
  .argument('[action]', '`replay`, or nothing to list')
  .argument('[id]', 'what to replay')
  .description('what the CRM sent, what became of it, and the work that was given up')
  .option('--status <status>', 'waiting, done or failed')
  .option('--limit <n>', 'how many', Number, 20)
  .option('--json', 'print JSON')
  .action(async (action: string | undefined, id: string | undefined, options: Record<string, unknown>) => {
    process.exitCode = await deliveriesCommand(readConfig(), { action, id, ...options });
  });

kith
  .command('erase')
  .argument('<contact>', 'the id of the contact in the CRM')
  .option('--installation <id>', 'which installation, where there are several')
  .description('erase all that is kept about a person')
  .action(async (contact: string, options: { installation?: string }) => {
    process.exitCode = await eraseCommand(readConfig(), contact, options.installation);
  });

kith
  .command('doctor')
  .description('look at the database, the queue and each network, and say what to do')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    process.exitCode = await doctorCommand(readConfig(), options);
  });

declareSalesforce(kith);

try {
  await kith.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
