import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import express from 'express';
import type { Response, Router } from 'express';
import type { Components } from './components.ts';
import { STYLE } from './style.ts';

const SLDS = join(
  dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json')),
  'assets',
);
const ENTRY = fileURLToPath(new URL('browser/main.ts', import.meta.url));

/** What a page loads: Salesforce's style and icons, the page's own script, and the components of the package. */
export function scriptRoutes(components: Components): Router {
  const page = pageScript();
  return express
    .Router()
    .use('/_slds', express.static(SLDS, { immutable: true, maxAge: '1h' }))
    .get('/lightning/page.css', (_req, res) => void res.type('css').send(STYLE))
    .get('/lightning/page.js', (_req, res) => page().then((script) => void res.type('js').send(script)))
    .get('/lightning/components', (_req, res) => sayBuilt(res, components))
    .get('/lightning/components/:version.js', (_req, res) =>
      components.script().then((script) => void res.type('js').send(script)),
    );
}

/** Answers when the components are built: their address, or what does not compile. */
function sayBuilt(res: Response, components: Components): Promise<void> {
  const script = `/lightning/components/${components.version()}.js`;
  return components.script().then(
    () => void res.json({ script }),
    (error: unknown) => void res.json({ failed: error instanceof Error ? error.message : String(error) }),
  );
}

/** Built when it is first asked for. */
function pageScript(): () => Promise<string> {
  let made: Promise<string> | undefined;
  const make = async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: [ENTRY], bundle: true, write: false, minify: true },
      ...{ format: 'esm', target: 'es2022', logLevel: 'silent' },
    });
    return outputFiles[0]?.text ?? '';
  };
  return () => (made ??= make());
}
