import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import lwc from '@lwc/rollup-plugin';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { z } from 'zod';
import { platformModule } from './platform-modules.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const BASE = dirname(resolve('lightning-base-components/package.json'));
/** Salesforce runs components in a shadow of its own making; it has to be there before the engine. */
const SHADOW = resolve('@lwc/synthetic-shadow/dist/index.js');
/** An entry that no file stands for: Lightning App Builder writes it, and not the package. */
const ENTRY = '\0page';

/** What a page of the org needs of the package's components. */
export interface Sources {
  /** The folder of the components, `…/lwc`. */
  readonly components: string;
  /** Custom labels by their names. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The package's components with Lightning's own base components and engine, as one script that defines
 * `globalThis.components`. Takes ten seconds and more of one processor.
 * @throws Error with file and line where a component does not compile, or imports what this page does not offer
 */
export async function compile(sources: Sources): Promise<string> {
  const script = await bundled(sources).catch((error: unknown) => {
    throw new Error(placed(error, sources.components), { cause: error });
  });
  return `${await shrunk(readFileSync(SHADOW, 'utf8'))}${await shrunk(script)}`;
}

async function bundled({ components, labels }: Sources): Promise<string> {
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      entry,
      platform(labels),
      modules(components),
      withoutServer,
      lwc({ rootDir: here, modules: [{ npm: 'lightning-base-components' }], enableDynamicComponents: true }),
    ],
    // Of how base components import one another; what is not found at all is an error below.
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({
    format: 'iife',
    name: 'components',
    inlineDynamicImports: true,
  });
  await bundle.close();
  return output[0].code;
}

/** As the compiler of components places what is wrong. */
const Placed = z.object({ filename: z.string(), location: z.object({ line: z.number() }) });

/** What does not compile, by the component's file and line where the compiler says them. */
function placed(error: unknown, components: string): string {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(`${components}/`, '');
  const { data } = Placed.safeParse(error);
  return data ? `${relative(components, data.filename)}:${data.location.line}: ${message}` : message;
}

async function shrunk(script: string): Promise<string> {
  const { code } = await transform(script, {
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return code;
}

const entry: Plugin = {
  name: 'entry',
  resolveId: (id) => (id === ENTRY ? id : undefined),
  load: (id) => (id === ENTRY ? PAGE : undefined),
};

/** The panel is on the page; the quick action is a component without a screen. */
const PAGE = `export { createElement } from 'lwc';
export { default as Panel } from 'c/kithSocialPanel';
export { default as Refresh } from 'c/kithRefreshAction';`;

const platform = (labels: Sources['labels']): Plugin => ({
  name: 'platform',
  resolveId: (id) => (platformModule(id, labels) === undefined ? undefined : `\0platform:${id}`),
  load: (id) => (id.startsWith('\0platform:') ? platformModule(id.slice(10), labels) : undefined),
});

/** `c/…` is the package, `lightning/…` the base components, `lwc` the engine. */
const modules = (components: string): Plugin => ({
  name: 'modules',
  resolveId: (id, importer) => {
    if (id === 'lwc' || id === '@lwc/wire-service') return resolve(id === 'lwc' ? '@lwc/engine-dom' : id);
    const [, space, name = ''] = /^(c|lightning|@salesforce)\/(.+)$/.exec(id) ?? [];
    if (space === undefined) return undefined;
    const file = join(space === 'c' ? components : join(BASE, 'src/lightning'), name, `${name}.js`);
    if (space !== '@salesforce' && existsSync(file)) return file;
    if (!importer?.startsWith(components)) return undefined;
    throw new Error(`${importer} imports ${id}, which the simulator does not offer.`);
  },
});

/** Base components ask whether they are rendered on a server. */
const withoutServer: Plugin = {
  name: 'without-server',
  transform: (code) =>
    code.includes('import.meta.env')
      ? { code: code.replaceAll('import.meta.env', '({ SSR: false })'), map: null }
      : null,
};
