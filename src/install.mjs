// Runs before `npm start`, `npm test` and `npm run check`, under whatever Node the machine has: installs what the
// lock file names and node_modules lacks, so that each of them works as the only command on a fresh clone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dev = process.argv.includes('--dev');
const stamp = `${root}node_modules/.kith-installed`;
const wanted = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
const [installed, kind] = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim().split(' ') : [];

if (installed !== wanted || (dev && kind !== 'all')) {
  console.error(`Installing ${dev ? 'everything for development' : 'what Kith runs on'} (once) …`);
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? [] : ['--omit=dev'])];
  const { status } = spawnSync('npm', flags, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      '\nnpm could not install the dependencies. Check the network and `npm config get registry`, then try again.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, `${wanted} ${dev ? 'all' : 'production'}\n`);
}
