import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { KithAddress } from './kith-address.ts';

/** The developer project as it is kept here, with the addresses of nobody. */
export const TEMPLATE = fileURLToPath(new URL('../../../manifests/hubspot', import.meta.url));

export const PROFILES = ['production', 'staging', 'local'] as const;
export type Profile = (typeof PROFILES)[number];

/** Whose project it is to be. */
export interface Owner {
  readonly profile: Profile;
  readonly kith: KithAddress;
  /** The developer account into which it is uploaded; absent: not said yet. */
  readonly account?: number;
  /** The website with `/docs` and `/support`. */
  readonly site?: KithAddress;
  readonly supportEmail?: string;
}

const APP = 'src/app/app-hsmeta.json';
const LOCAL = 'src/app/local.json';
const profileFile = (profile: Profile) => `src/hsprofile.${profile}.json`;

/** The parts that differ from owner to owner; the rest is kept as it stands. */
const App = z.looseObject({
  config: z.looseObject({
    auth: z.looseObject({ redirectUrls: z.tuple([z.string()]) }),
    support: z.strictObject({
      supportEmail: z.string(),
      documentationUrl: z.string(),
      supportUrl: z.string(),
    }),
  }),
});
const Local = z.object({ variables: z.object({ APP_DOMAIN: z.string() }) });

/** Path, with slashes → what stands there: the whole project of this owner, the same each time. */
export async function projectFiles(owner: Owner): Promise<ReadonlyMap<string, string>> {
  const paths = await pathsIn(TEMPLATE);
  const own = new Map<string, string>([
    [APP, jsonOf(appOf(owner, App.parse(await json(APP))))],
    [profileFile(owner.profile), jsonOf(await profileOf(owner))],
  ]);
  if (owner.kith.isLocal) own.set(LOCAL, jsonOf({ proxy: { [await localOrigin()]: owner.kith.origin } }));
  const same = paths.filter((path) => path !== LOCAL && !/\/hsprofile\.\w+\.json$/.test(path));
  const files = await Promise.all(
    same.map(async (path): Promise<[string, string]> => [path, own.get(path) ?? (await text(path))]),
  );
  return new Map([...files, ...own].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** HubSpot reads these and nothing else: what npm installed or a build made is made again there. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.') || LEFT_OUT.has(part)))
    .map((parts) => parts.join('/'));
  return ['hsproject.json', ...paths];
}

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'dist']);

function appOf({ kith, site, supportEmail }: Owner, { config, ...app }: z.output<typeof App>) {
  const { auth, support: known, ...rest } = config;
  const { supportEmail: _, ...pages } = known;
  const support = { ...(supportEmail !== undefined && { supportEmail }), ...(site && pages) };
  const redirectUrls = [
    ...auth.redirectUrls,
    // The only way back to a developer's own machine; the first one has to be https all the same.
    ...(kith.isLocal
      ? [`${kith.origin}${new URL(auth.redirectUrls[0].replace(/\$\{\w+\}/, 'x')).pathname}`]
      : []),
  ];
  const said = Object.keys(support).length > 0 ? { support } : {};
  return { ...app, config: { ...rest, auth: { ...auth, redirectUrls }, ...said } };
}

/** Cards may ask https only: on a developer's machine they ask a name that HubSpot's tool leads there. */
async function profileOf({ kith, account = 0, site }: Owner) {
  const domain = kith.isLocal ? (await localVariables()).APP_DOMAIN : kith.host;
  return { accountId: account, variables: { APP_DOMAIN: domain, ...(site && { SITE_DOMAIN: site.host }) } };
}

const localVariables = async () => Local.parse(await json(profileFile('local'))).variables;
const localOrigin = async () => `https://${(await localVariables()).APP_DOMAIN}`;

const text = (path: string) => readFile(join(TEMPLATE, path), 'utf8');
const json = async (path: string): Promise<unknown> => JSON.parse(await text(path));
const jsonOf = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
