import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { apexRoutes } from './apex.ts';
import type { ApexCall } from './apex-class.ts';
import { asPackage } from './as-package.ts';
import { openComponents } from './components.ts';
import type { Components } from './components.ts';
import type { RecordPageOptions } from './options.ts';
import { readPackageWords } from './package-words.ts';
import { pageOf } from './page.ts';
import { OBJECTS, isOf } from './person-pages.ts';
import { STYLE } from './style.ts';

const SLDS = join(
  dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json')),
  'assets',
);

/**
 * The record pages of the simulated org, `/lightning/r/{object}/{id}/view`, with the package's real panel in Lightning's
 * real base components; and the server's side of the panel, `/aura/apex/{class}/{method}`.
 * @throws with the file's name when the project lacks what the pages need
 */
export function recordPage(options: RecordPageOptions): Router {
  const { project, viewer } = options;
  const words = readPackageWords(project);
  const components = join(project, 'force-app/main/default/lwc');
  const built = openComponents({ components, labels: words.labels }, options.cache);
  const org = asPackage(options.org);
  const page = pageScript();
  return express
    .Router()
    .use(apexRoutes(() => callOf(options, words, org)))
    .use('/_slds', express.static(SLDS, { immutable: true, maxAge: '1h' }))
    .get('/lightning/page.css', (_req, res) => void res.type('css').send(STYLE))
    .get('/lightning/page.js', async (_req, res) => void res.type('js').send(await page()))
    .get('/lightning/components', (_req, res) => sayBuilt(res, built))
    .get('/lightning/components/:version.js', async (_req, res) => {
      res.type('js').send(await built.script());
    })
    .get('/lightning/r/:object/:id/view', ownScriptsOnly, (req: Request, res: Response, next) => {
      const object = OBJECTS.find((one) => one === req.params['object']);
      const row =
        object && isOf(object, String(req.params['id'])) ? org.find(String(req.params['id'])) : undefined;
      if (!object || !row) return next();
      res.type('html').send(pageOf({ object, row, org, viewer: viewer(), words }));
    });
}

type Words = ReturnType<typeof readPackageWords>;

function callOf(options: RecordPageOptions, { settings, labels }: Words, org: ApexCall['org']): ApexCall {
  const asksLive = options.asksLive?.() ?? settings.asksLive;
  const { viewer, credential } = options;
  return {
    org,
    labels,
    viewer: viewer(),
    credential: credential(),
    settings: { ...settings, asksLive },
  };
}

/** Answers when the components are built: their address, or what does not compile. */
async function sayBuilt(res: Response, components: Components): Promise<void> {
  const version = components.version();
  await components.script().then(
    () => res.json({ script: `/lightning/components/${version}.js` }),
    (error: unknown) => res.json({ failed: error instanceof Error ? error.message : String(error) }),
  );
}

/** The page's own script, built when it is first asked for. */
function pageScript(): () => Promise<string> {
  let made: Promise<string> | undefined;
  const entry = fileURLToPath(new URL('browser/main.ts', import.meta.url));
  const make = async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: [entry], bundle: true, write: false, minify: true },
      ...{ format: 'esm', target: 'es2022', logLevel: 'silent' },
    });
    return outputFiles[0]?.text ?? '';
  };
  return () => (made ??= make());
}

/** As Lightning: components bring style, and nothing comes from elsewhere. */
const ownScriptsOnly: RequestHandler = (_req, res, next) => {
  res.set(
    'Content-Security-Policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
  );
  next();
};
