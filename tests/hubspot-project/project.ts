import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = new URL('../../manifests/hubspot/', import.meta.url).pathname;
const SRC = join(FOLDER, 'src');

/** One component of the project, with the variables of a profile filled in. */
export interface Component {
  readonly uid: string;
  readonly type: string;
  readonly config: Config;
}

/** The parts of any component's configuration that the tests look at. */
interface Config {
  readonly name?: string;
  readonly location?: string;
  readonly entrypoint?: string;
  readonly auth?: {
    readonly redirectUrls: readonly string[];
    readonly requiredScopes: readonly string[];
    readonly optionalScopes: readonly string[];
  };
  readonly permittedUrls?: { readonly fetch: readonly string[] };
  readonly settings?: { readonly targetUrl: string };
  readonly subscriptions?: {
    readonly crmObjects: readonly Subscription[];
    readonly hubEvents: readonly Subscription[];
  };
  readonly actionUrl?: string;
  readonly inputFields?: readonly { readonly typeDefinition: TypeDefinition }[];
  readonly outputFields?: readonly { readonly typeDefinition: TypeDefinition }[];
  readonly executionRules?: readonly { labelName: string; conditions: { readonly errorCode: string } }[];
  readonly labels?: {
    readonly en: {
      readonly executionRules: Readonly<Record<string, string>>;
      readonly outputFieldLabels: Readonly<Record<string, string>>;
    };
  };
}

export interface Subscription {
  readonly subscriptionType: string;
  readonly objectType?: string;
  readonly propertyName?: string;
  readonly active: boolean;
}

interface TypeDefinition {
  readonly name: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export const textOf = (path: string) => readFileSync(join(FOLDER, path), 'utf8');
export const jsonOf = (path: string): unknown => JSON.parse(textOf(path));

/** Every file of the project's source, from its root, without what npm installs. */
export const FILES = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
  .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length))
  .toSorted();

const profileIn = (path: string) => /^hsprofile\.(\w+)\.json$/.exec(basename(path))?.[1];

/** Profile → what it fills in. */
export const PROFILES = new Map(
  FILES.flatMap((path) => {
    const name = profileIn(path);
    return name === undefined
      ? []
      : [[name, (jsonOf(path) as { variables: Record<string, string> }).variables] as const];
  }),
);

/** The project as HubSpot reads it under a profile. @throws for a variable that the profile lacks */
export function projectUnder(profile: string): readonly Component[] {
  const variables = PROFILES.get(profile) ?? {};
  return FILES.filter((path) => path.endsWith('-hsmeta.json')).map((path) => {
    const text = textOf(path).replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`${path}: ${name} is not in the profile ${profile}`);
      return value;
    });
    return JSON.parse(text) as Component;
  });
}

export function onlyOf(type: string, profile = 'production'): Component {
  const [one, ...others] = projectUnder(profile).filter((component) => component.type === type);
  if (!one || others.length > 0) throw new Error(`the project should have one ${type}`);
  return one;
}
