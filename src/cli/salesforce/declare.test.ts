import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { declareSalesforce } from './declare.ts';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
/** Tells on stderr of what is loaded. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve(name, context, next) { process.stderr.write('loads ' + name + '\\n'); return next(name, context); } });
`)}`;

it('loads nothing of Salesforce’s tools while no salesforce command runs', async () => {
  const args = ['--import', WATCH, CLI, 'salesforce', 'install', '--help'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toContain('--target-org');
  expect(stderr).toContain('loads commander');
  expect(stderr).not.toMatch(/loads @salesforce\/(core|source-deploy-retrieve)/);
});

it('takes the access key from the environment and never as an argument', () => {
  const kith = new Command();
  declareSalesforce(kith);
  const [salesforce] = kith.commands;
  const helps = salesforce?.commands.map((command) => command.helpInformation()) ?? [];
  expect(helps).toHaveLength(4);
  expect(helps.join('')).not.toMatch(/--\S*(access-key|token|secret)/);
  expect(salesforce?.helpInformation()).toContain('KITH_ACCESS_KEY');
});
