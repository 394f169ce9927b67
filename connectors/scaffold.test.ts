import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../tests/contract/network.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a scaffold and its test touch is copied, the rest of the project is only looked at. */
const COPIED = [
  'connectors',
  'tests/contract',
  'tests/support/chance.setup.ts',
  'tests/vitest.config.ts',
  'manifests/hubspot/src/app/workflow-actions',
  'README.md',
  '.prettierrc.json',
  'package.json',
];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'kith-scaffold-'));
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
  for (const path of ['src', 'node_modules']) symlinkSync(join(root, path), join(copy, path));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Ran {
  readonly status: number;
  readonly says: string;
}

/** Runs a program of the copy to its end. What one of them has compiled is there for the next. */
function run(...args: readonly string[]): Promise<Ran> {
  const env = { NO_COLOR: '1', NODE_COMPILE_CACHE: join(copy, 'compiled') };
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: copy, env }, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, says: out + err }),
    );
  });
}

const scaffold = (...args: readonly string[]) => run('connectors/scaffold.ts', ...args);
const contract = (name: string) =>
  run(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project=connectors',
    `connectors/network/${name}`,
  );

/** Path → text, of everything that is copied. */
function everything(): ReadonlyMap<string, string> {
  const paths = COPIED.flatMap((path) => {
    const there = join(copy, path);
    if (statSync(there).isFile()) return [path];
    return readdirSync(there, { recursive: true, encoding: 'utf8' }).map((inside) => join(path, inside));
  });
  const files = paths.filter((path) => statSync(join(copy, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(copy, path), 'utf8')]));
}

const folder = (name: string) => join(copy, 'connectors/network', name);

/** Replaces text in a file of the new network, as a person does who fills it in. */
function fillIn(name: string, file: string, changes: Readonly<Record<string, string>>): void {
  const path = join(folder(name), file);
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of Object.entries(changes)) {
    expect(text, `${file} has a place for ${to}`).toContain(from);
    text = text.replaceAll(from, to);
  }
  writeFileSync(path, text);
}

/** What changed outside of a network's own folder. */
function touchedBeside(name: string, before: ReadonlyMap<string, string>): readonly string[] {
  return [...everything()]
    .filter(([path, text]) => before.get(path) !== text && !path.startsWith(`connectors/network/${name}/`))
    .map(([path]) => path)
    .toSorted();
}

/** How long what a network needs of its own is: declaration, questions and words. */
function linesOf(name: string): number {
  const own = ['index.ts', 'api.ts', 'wire.ts'].map((file) => readFileSync(join(folder(name), file), 'utf8'));
  return own.join('').trimEnd().split('\n').length;
}

describe('a network that is scaffolded', () => {
  afterEach(() => {
    rmSync(folder('penpal'), { recursive: true, force: true });
    for (const path of GENERATED) cpSync(join(root, path), join(copy, path));
  });

  it('says by its contract what is still to fill in, and passes once that is done', async () => {
    const before = everything();
    expect(await scaffold('network', 'penpal')).toMatchObject({
      status: 0,
      says: expect.stringContaining('connectors/network/penpal is there') as string,
    });
    const open = await contract('penpal');
    expect(open.status).toBe(1);
    for (const sentence of [
      'index.ts: say in `base` where it is asked',
      'index.ts: say in `addresses` on which hosts',
      'index.ts: say in `limits` how often it may be asked',
      'index.ts: say in `terms.clause` which sentence of its terms decides',
      'index.ts: say in `terms.source` where that sentence stands',
      'fixtures: put a recorded, redacted answer there',
      'penpal.test.ts: say in `known` who was recorded',
    ])
      expect(open.says).toContain(sentence);

    fillIn('penpal', 'index.ts', {
      'penpal.invalid': 'penpal.example',
      'requests: 0': 'requests: 60',
      "clause: ''": "clause: 'Letters may be read by everybody to whom they are addressed.'",
      "source: ''": "source: 'https://penpal.example/terms'",
    });
    fillIn('penpal', 'wire.ts', { 'penpal.invalid': 'penpal.example' });
    const account = { id: '1815', handle: 'ada', name: 'Ada Quist', links: ['ada.example'] };
    writeFileSync(join(folder('penpal'), 'fixtures/account.json'), JSON.stringify(account));
    fillIn('penpal', 'penpal.test.ts', {
      'penpal.invalid': 'penpal.example',
      'says: {}': "says: { name: 'Ada Quist', handle: 'ada' }",
    });
    const filled = await contract('penpal');
    expect(filled.says).toMatch(/Tests +\d+ passed/);
    expect(filled.status).toBe(0);

    expect((await run('connectors/generate.ts')).status).toBe(0);
    expect(touchedBeside('penpal', before)).toEqual(GENERATED);
    expect(linesOf('penpal')).toBeLessThanOrEqual(150);
  }, 60_000);

  it('takes no more for a network with people, their names and what they say: 150 lines, a folder, and generated lists', async () => {
    const before = everything();
    expect((await scaffold('network', 'penpal')).status).toBe(0);
    rmSync(join(folder('penpal'), 'fixtures'), { recursive: true });
    cpSync(join(root, 'connectors/scaffold/penpal'), folder('penpal'), { recursive: true });
    renameSync(join(folder('penpal'), 'contract.ts'), join(folder('penpal'), 'penpal.test.ts'));
    expect((await run('connectors/generate.ts')).status).toBe(0);

    const kept = await contract('penpal');
    expect(kept.says).toMatch(new RegExp(`Tests +${CHECKS.length} passed`));
    expect(kept.status).toBe(0);
    expect(touchedBeside('penpal', before)).toEqual(GENERATED);
    expect(linesOf('penpal')).toBeLessThanOrEqual(150);
    // It is one of them now: its addresses are read, and the table says what it can be asked.
    expect(readFileSync(join(copy, 'connectors/index.ts'), 'utf8')).toContain('./network/penpal/index.ts');
    const [row] =
      /^\| \*\*Penpal\*\*.*$/m.exec(readFileSync(join(copy, 'connectors/README.md'), 'utf8')) ?? [];
    expect(
      row
        ?.split('|')
        .slice(2, 7)
        .map((cell) => cell.trim()),
    ).toEqual(['yes', 'yes', '', '', 'yes']);
  }, 60_000);
});

describe('npm run connector', () => {
  it.each([
    ['Penpal', /lower-case/],
    ['../penpal', /lower-case/],
    ['class', /lower-case/],
    ['insta', /"insta" already means Instagram. Call it instagram./],
    ['linkedin', /nothing is ever asked there/],
    ['gravatar', /is there already. Nothing was changed/],
  ])('refuses to call a network %s, says why, and leaves everything as it was', async (name, why) => {
    const before = everything();
    const { status, says } = await scaffold('network', name);
    expect(status).toBe(1);
    expect(says).toMatch(why);
    expect(everything()).toEqual(before);
  });

  it.each([[[]], [['network']], [['crm', 'penpal']], [['network', 'pen', 'pal']]])(
    'says how it is asked when it is asked %o',
    async (args) => {
      const { status, says } = await scaffold(...args);
      expect(status).toBe(1);
      expect(says).toBe('Say which network: npm run connector -- network NAME\n');
      expect(existsSync(folder('pen'))).toBe(false);
    },
  );
});

/** What `npm run connectors` writes from the folders. */
const GENERATED = [
  'README.md',
  'connectors/README.md',
  'connectors/index.ts',
  'manifests/hubspot/src/app/workflow-actions/enrich-contact-hsmeta.json',
];
