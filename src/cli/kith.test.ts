import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

function kith(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('says its version', () => {
  expect(kith(['--version'])).toEqual({ status: 0, stdout: `${about.version}\n`, stderr: '' });
});

it.each([['evaluate'], ['train'], ['salesforce'], ['hubspot']])(
  'says in the help of %s what each command of it does',
  (group) => {
    const [, commands = ''] = kith([group, '--help']).stdout.split('Commands:\n');
    const lines = commands.split(/\n(?= {2}\S)/);
    expect(lines.length).toBeGreaterThan(3);
    // Its name, its arguments, and then two spaces and what it does.
    for (const line of lines) expect(line.trim()).toMatch(/^\S+(?: \S+)* {2,}\S+/);
  },
);

it.each([
  [['deliveries', 'foo'], /Allowed choices are replay/],
  [['deliveries', '--limit', 'x'], /a whole number, such as 200/],
  [['deliveries', '--status', 'lost'], /Allowed choices are waiting, done, failed/],
  [['erase'], /missing required argument 'contact'/],
  [['hubspot', 'project', 'there'], /required option '--url <url>' not specified/],
  [['hubspot', 'project', 'there', '--url', 'x', '--account', 'mine'], /its number, such as 12345678/],
  [['hubspot', 'status', '4711'], /too many arguments/],
  [['hubspot', 'uninstall'], /required option '--portal <number>' not specified/],
  [['enrich'], /missing required argument 'contacts.csv'/],
  [['enrch', 'x.csv'], /Did you mean enrich\?/],
] as const)('refuses %j before anything is opened, and says what to write', (args, says) => {
  // A folder that cannot be: whoever would open the database fails otherwise.
  const { status, stdout, stderr } = kith(args, { KITH_DATA: '/dev/null/kith' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(says);
});

it.each(['abc', '99999', '-1', '80.5'])('says which port to write instead of %s', (port) => {
  const { status, stderr } = kith(['start'], { KITH_PORT: port });
  expect(status).toBe(1);
  expect(stderr).toMatch(/write the number of a port, 0 to 65535, such as 3000\s+→ at KITH_PORT/);
});
