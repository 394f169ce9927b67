import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';

/** Text of a script or a stylesheet by its name, built when it is first asked for. */
export interface Bundles {
  /** The page's own script. */
  page(): Promise<string>;
  css(): Promise<string>;
  /** What a card's bundle finds around it in its worker. */
  worker(): Promise<string>;
  /** A card's bundle, as HubSpot's build makes it. @throws with esbuild's words when it does not compile */
  extension(entry: string): Promise<string>;
}

const here = (path: string) => fileURLToPath(new URL(`browser/${path}`, import.meta.url));

/** HubSpot's package brings the React that cards are written for; the console's is newer. */
const SDK = dirname(createRequire(import.meta.url).resolve('@hubspot/ui-extensions'));

const COMMON = {
  bundle: true,
  write: false,
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** HubSpot's build leaves these out of a bundle and finds them as globals. */
const GLOBALS: Readonly<Record<string, string>> = { react: 'React', '@remote-ui/react': 'RemoteUI' };

const globals: Plugin = {
  name: 'globals',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^(react|@remote-ui\/react)$/ }, ({ path }) => ({ path, namespace: 'global' }));
    onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({
      contents: `module.exports = globalThis.${GLOBALS[path]};`,
    }));
    onResolve({ filter: /^react\/jsx-runtime$/ }, ({ path, kind, pluginData }) =>
      pluginData === 'sdk' ? undefined : resolve(path, { kind, resolveDir: SDK, pluginData: 'sdk' }),
    );
  },
};

export function openBundles(): Bundles {
  const kept = new Map<string, Promise<string>>();
  /** Built once; what did not compile is tried again. */
  const once = (name: string, make: () => Promise<string>): Promise<string> => {
    const before = kept.get(name);
    if (before) return before;
    const made = make();
    kept.set(name, made);
    made.catch(() => kept.delete(name));
    return made;
  };
  return {
    page: () =>
      once('page', () => textOf({ entryPoints: [here('main.tsx')], format: 'esm', outdir: '/' }, '.js')),
    css: () =>
      once('css', () => textOf({ entryPoints: [here('main.tsx')], format: 'esm', outdir: '/' }, '.css')),
    worker: () => once('worker', worker),
    extension: (entry) =>
      once(entry, () => textOf({ entryPoints: [entry], format: 'iife', plugins: [globals] }, '')),
  };
}

async function worker(): Promise<string> {
  const contents = `import * as React from 'react';
import * as RemoteUI from '@remote-ui/react';
Object.assign(globalThis, { React, RemoteUI });`;
  const platform = await textOf({ stdin: { contents, resolveDir: SDK }, format: 'iife' }, '');
  const own = await textOf({ entryPoints: [here('worker.ts')], format: 'iife' }, '');
  return `${platform}\n${own}`;
}

async function textOf(options: BuildOptions, ending: string): Promise<string> {
  const { outputFiles } = await build({ ...COMMON, ...options, write: false });
  const file = outputFiles.find(({ path }) => path.endsWith(ending));
  if (!file) throw new Error(`nothing was built that ends in ${ending}`);
  return file.text;
}
