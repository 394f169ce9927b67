import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import express from 'express';
import type { Request, Response, Router } from 'express';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

/** The web app, bundled in memory. */
export interface Console {
  /** Where its stylesheet is served, for pages outside it. */
  readonly css: string;
  readonly router: Router;
}

const ENTRY = fileURLToPath(new URL('../console/main.tsx', import.meta.url));

/** Bundles the web app (about 0.1 s). @throws with esbuild's own words when it does not compile. */
export async function openConsole(): Promise<Console> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    outdir: '/assets',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const js = assetOf(outputFiles, 'js', 'text/javascript; charset=utf-8');
  const css = assetOf(outputFiles, 'css', 'text/css; charset=utf-8');
  const html = shell(js.path, css.path);
  const router = express.Router();
  for (const asset of [js, css]) router.get(asset.path, (req, res) => sendAsset(req, res, asset));
  router.get(['/', '/contacts', '/contacts/{*id}', '/review', '/heard', '/settings'], (_req, res) => {
    res.locals['route'] = 'console';
    res.set('Cache-Control', 'no-cache').type('html').send(html);
  });
  return { css: css.path, router };
}

function assetOf(
  files: readonly { path: string; contents: Uint8Array }[],
  ending: string,
  type: string,
): Asset {
  const file = files.find(({ path }) => path.endsWith(`.${ending}`));
  if (!file) throw new Error(`The console's bundle has no .${ending} file`);
  const bytes = Buffer.from(file.contents);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { path: `/assets/app-${hash}.${ending}`, type, bytes, gzipped: gzipSync(bytes, { level: 9 }) };
}

function sendAsset(req: Request, res: Response, { type, bytes, gzipped }: Asset): void {
  res.locals['route'] = 'asset';
  const zip = req.acceptsEncodings('gzip') === 'gzip';
  res.set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
  if (zip) res.set('Content-Encoding', 'gzip');
  res.set('Content-Type', type).end(zip ? gzipped : bytes);
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230d6e64'/%3E%3Ccircle cx='12' cy='13' r='5' fill='none' stroke='white' stroke-width='2.4'/%3E%3Ccircle cx='20' cy='19' r='5' fill='none' stroke='white' stroke-width='2.4'/%3E%3C/svg%3E";

const shell = (js: string, css: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kith</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${css}">
<script type="module" src="${js}"></script>
</head>
<body>
<div id="root"></div>
<noscript>Kith's panel needs JavaScript. The same facts are at /api/v1/records/{contactId}.</noscript>
</body>
</html>
`;
