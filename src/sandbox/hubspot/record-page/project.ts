import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A developer project of an app, as HubSpot reads it: its cards, its settings page, where it may fetch from. */
export interface Project {
  readonly name: string;
  readonly extensions: readonly ProjectExtension[];
  readonly permitted: { readonly fetch: readonly string[]; readonly img: readonly string[] };
  /** Of the profile with which it was uploaded; a card sees them as `context.variables`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Origin that the project names → where a developer runs it. */
  readonly proxy: Readonly<Record<string, string>>;
}

export interface ProjectExtension {
  readonly uid: string;
  readonly title: string;
  /** `crm.record.sidebar`, `crm.record.tab`, `settings`. */
  readonly location: string;
  /** Absolute path of the file that calls `hubspot.extend`. */
  readonly entry: string;
}

const Profile = z.object({ variables: z.record(z.string(), z.string()) });
const Local = z.object({ proxy: z.record(z.string(), z.string()) });
const Urls = z.array(z.string());

const Meta = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('app'),
    config: z.object({ name: z.string(), permittedUrls: z.object({ fetch: Urls, iframe: Urls, img: Urls }) }),
  }),
  z.object({
    type: z.literal('card'),
    uid: z.string(),
    config: z.object({
      name: z.string(),
      location: z.string(),
      entrypoint: z.string(),
      objectTypes: z.array(z.string()),
    }),
  }),
  z.object({ type: z.literal('settings'), uid: z.string(), config: z.object({ entrypoint: z.string() }) }),
  z.object({ type: z.enum(['webhooks', 'workflow-action', 'telemetry']) }),
]);

/**
 * Reads the project with its local profile. `origin` is where the app's server runs: whatever the project's own file
 * says is local goes there.
 * @throws with the file's name when one is missing or has another shape
 */
export function readProject(folder: string, origin: string): Project {
  const src = join(folder, 'src');
  const { variables } = read(join(src, 'hsprofile.local.json'), Profile, {});
  const { proxy } = read(join(src, 'app/local.json'), Local, {});
  const metas = readdirSync(join(src, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('-hsmeta.json') && !path.includes('node_modules'))
    .toSorted()
    .map((path) => read(join(src, 'app', path), Meta, variables));
  const app = metas.find((meta) => meta.type === 'app');
  if (!app) throw new Error(`${folder} has no app-hsmeta.json`);
  return {
    name: app.config.name,
    permitted: app.config.permittedUrls,
    variables,
    proxy: Object.fromEntries(Object.keys(proxy).map((named) => [named, origin])),
    extensions: metas.flatMap((meta) => extensionOf(meta, src, app.config.name)),
  };
}

function extensionOf(meta: z.output<typeof Meta>, src: string, app: string): readonly ProjectExtension[] {
  if (meta.type === 'settings') {
    const { uid, config } = meta;
    return [{ uid, title: `${app} settings`, location: 'settings', entry: join(src, config.entrypoint) }];
  }
  if (meta.type !== 'card' || !meta.config.objectTypes.includes('contacts')) return [];
  const { name: title, location, entrypoint } = meta.config;
  return [{ uid: meta.uid, title, location, entry: join(src, entrypoint) }];
}

function read<T extends z.ZodType>(
  file: string,
  schema: T,
  variables: Readonly<Record<string, string>>,
): z.output<T> {
  const text = readFileSync(file, 'utf8').replaceAll(
    /\$\{(\w+)\}/g,
    (whole, name) => variables[name] ?? whole,
  );
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
