import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IFlattenedRuleSet } from 'dependency-cruiser';
import { afterEach, describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IFlattenedRuleSet & {
  options: Record<string, unknown>;
};

async function breaches(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { tsConfig: _, ...options } = rules.options;
  const { output } = await cruise([...folders], { ...options, ruleSet: rules, validate: true, baseDir });
  if (typeof output === 'string') throw new Error('the cruise answered text');
  return output;
}

function told(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
}

describe('import directions', () => {
  it('hold everywhere, and the check really saw the code', async () => {
    const result = await breaches(root, ['src', 'connectors', 'manifests/hubspot']);
    expect(told(result)).toEqual([]);
    const seen = result.modules.map((m) => m.source);
    for (const station of ['core', 'ports', 'flows', 'outbound', 'storage', 'http', 'workers']) {
      expect(seen.filter((path) => path.startsWith(`src/${station}/`)).length, station).toBeGreaterThan(2);
    }
    const pages = seen.filter((path) => path.startsWith('manifests/hubspot/src/app/'));
    expect(pages.length).toBeGreaterThan(40);
    expect(result.summary.totalDependenciesCruised).toBeGreaterThan(200);
  });

  const scratch: string[] = [];
  afterEach(() => {
    for (const dir of scratch.splice(0)) rmSync(dir, { recursive: true, force: true });
  });

  /** A tiny tree with one forbidden import in it. */
  function treeWith(from: string, to: string): string {
    const dir = mkdtempSync(join(tmpdir(), 'kith-directions-'));
    scratch.push(dir);
    for (const [path, text] of [
      [to, 'export const there = 1;\n'],
      [from, `export { there } from '${'../'.repeat(from.split('/').length - 1)}${to}';\n`],
    ] as const) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return dir;
  }

  it.each([
    ['src/core/leak.ts', 'connectors/network/bluesky/index.ts', 'core-is-pure'],
    ['src/core/leak.ts', 'src/ports/store.ts', 'core-is-pure'],
    ['src/ports/leak.ts', 'src/flows/act.ts', 'ports-know-core'],
    ['src/flows/leak.ts', 'src/storage/store.ts', 'flows-use-ports'],
    ['src/storage/leak.ts', 'src/http/app.ts', 'outside-adapters'],
    ['src/http/leak.ts', 'src/storage/store.ts', 'surfaces'],
    ['src/http/leak.ts', 'src/workers/run.ts', 'http-and-workers-apart'],
    ['connectors/network/github/leak.ts', 'connectors/network/bluesky/index.ts', 'connectors-stand-alone'],
    ['connectors/network/github/leak.ts', 'src/outbound/gate.ts', 'connectors-stand-alone'],
    [
      'manifests/hubspot/src/app/cards/leak.ts',
      'manifests/hubspot/src/app/settings/page/desk.ts',
      'pages-in-hubspot-stand-alone',
    ],
    ['manifests/hubspot/src/app/cards/leak.ts', 'src/core/failure.ts', 'pages-in-hubspot-stand-alone'],
  ])('report %s importing %s, naming both files', async (from, to, rule) => {
    const result = await breaches(treeWith(from, to), [from.split('/')[0] ?? from]);
    expect(told(result)).toContain(`${rule}: ${from} → ${to}`);
  });

  it('report a core file that reads the disk', async () => {
    const dir = treeWith('src/core/fine.ts', 'src/core/other.ts');
    writeFileSync(
      join(dir, 'src/core/leak.ts'),
      "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
    );
    expect(told(await breaches(dir, ['src']))).toContain('core-is-pure: src/core/leak.ts → fs');
  });
});

describe('the core', () => {
  it('asks neither a clock nor chance: both are arguments', () => {
    const files = readdirSync(join(root, 'src/core'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
    );
    expect(files.length).toBeGreaterThan(50);
    const asking = files.filter((path) =>
      /Math\.random|random(?:Bytes|UUID|Int)\b|Date\.now|new Date\(\)|performance\.now/.test(
        readFileSync(join(root, 'src/core', path), 'utf8'),
      ),
    );
    expect(asking).toEqual([]);
  });
});

describe('the shape of the code', () => {
  const connectors = (['crm', 'network'] as const).flatMap((family) =>
    readdirSync(join(root, 'connectors', family), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ family, name: entry.name, folder: join(root, 'connectors', family, entry.name) })),
  );

  it('finds the connectors it judges', () => {
    expect(connectors.length).toBeGreaterThanOrEqual(5);
  });

  it.each(connectors)(
    'gives $family/$name its four files, its contract and its place in the list',
    ({ family, name, folder }) => {
      const files = readdirSync(folder);
      const onlyHeard = readFileSync(join(folder, 'index.ts'), 'utf8').includes('onlyHeard: true');
      const [talks, test, contract] = onlyHeard
        ? ['push.ts', 'push.test.ts', 'pushContract(']
        : ['api.ts', `${name}.test.ts`, `${family}Contract(`];
      for (const file of ['index.ts', talks, 'wire.ts', test]) expect(files).toContain(file);
      expect(readFileSync(join(folder, test), 'utf8')).toContain(contract);
      expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toMatch(new RegExp(`export const ${name}\\b`));
      expect(readFileSync(join(root, 'connectors/index.ts'), 'utf8')).toContain(
        `./${family}/${name}/index.ts`,
      );
    },
  );

  it('keeps the median file of the product at 90 lines or fewer, and none over 300', () => {
    const lengths = ['src', 'connectors']
      .flatMap((top) =>
        readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)),
      )
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .map((path) => readFileSync(join(root, path), 'utf8').split('\n').length - 1)
      .toSorted((a, b) => a - b);
    expect(lengths.length).toBeGreaterThan(50);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90);
    expect(lengths.at(-1)).toBeLessThanOrEqual(300);
  });
});
