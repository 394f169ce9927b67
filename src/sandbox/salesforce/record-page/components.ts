import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sources } from './compile.ts';

/** The package's components as a script, built when a page first shows them and again after one changed. */
export interface Components {
  /** Names the sources as they are now. */
  version(): string;
  /** @throws Error with file and line where a component does not compile; what did not is tried again */
  script(): Promise<string>;
}

const OWN = ['compile.ts', 'platform-modules.ts'].map((file) => new URL(file, import.meta.url));
const BUILDERS = ['@lwc/rollup-plugin', '@lwc/engine-dom', 'lightning-base-components', 'rollup', 'esbuild'];
const { resolve } = createRequire(import.meta.url);

/** @param cache folder in which built scripts are kept over a restart */
export function openComponents(sources: Sources, cache: string): Components {
  const kept = new Map<string, Promise<string>>();
  const version = () => versionOf(sources);
  return {
    version,
    script: () => {
      const name = version();
      const before = kept.get(name);
      if (before) return before;
      const made = builtBefore(name, cache, sources);
      kept.clear();
      kept.set(name, made);
      made.catch(() => kept.delete(name));
      return made;
    },
  };
}

async function builtBefore(version: string, cache: string, sources: Sources): Promise<string> {
  const file = join(cache, `components-${version}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const script = await built(sources);
  mkdirSync(cache, { recursive: true });
  // Whole or not at all, also when two build at once.
  const half = `${file}.${process.pid}`;
  writeFileSync(half, script);
  renameSync(half, file);
  return script;
}

function built(sources: Sources): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('compile-worker.ts', import.meta.url), { workerData: sources });
    worker.once('message', (script: string) => resolve(script));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The build ended with ${code} and no script.`)));
    worker.unref();
  });
}

function versionOf({ components, labels }: Sources): string {
  const hash = createHash('sha256').update(JSON.stringify(labels)).update(BUILT_WITH);
  for (const entry of readdirSync(components, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.endsWith('__tests__')) continue;
    hash.update(`${entry.parentPath}/${entry.name}`).update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, 16);
}

const BUILT_WITH = [
  ...BUILDERS.map((name) => readFileSync(resolve(`${name}/package.json`), 'utf8')),
  ...OWN.map((file) => readFileSync(file, 'utf8')),
].join('');
