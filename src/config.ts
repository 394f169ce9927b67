import { z } from 'zod';
import { networkSettingsIn } from './core/governance/network-variable.ts';

const Base = z.url({ protocol: /^https?$/ });

/** `bluesky=http://127.0.0.1:2584,website=http://127.0.0.1:4001` */
const Bases = z
  .string()
  .default('')
  .transform((text, context) => {
    const bases: Record<string, string> = {};
    for (const part of text.split(',').filter((p) => p.trim() !== '')) {
      const [network, ...rest] = part.split('=');
      const base = Base.safeParse(rest.join('=').trim());
      if (!network || !base.success) {
        context.issues.push({
          code: 'custom',
          input: part,
          message: 'write network=https://host, several with commas',
        });
        return z.NEVER;
      }
      bases[network.trim()] = base.data.replace(/\/$/, '');
    }
    return bases;
  });

const PORT = 'write the number of a port, 0 to 65535, such as 3000';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

const Env = z
  .object({
    KITH_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3000),
    KITH_HOST: z.string().default('127.0.0.1'),
    /** Where the CRMs reach us, without a trailing slash: it is part of what they sign. */
    KITH_PUBLIC_URL: Base.transform((url) => url.replace(/\/$/, '')).optional(),
    /** Proxies of one's own in front: what the last so many say of who asks is believed. */
    KITH_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** `open`: everybody may connect an account of theirs, as a marketplace needs it; else only with the access key. */
    KITH_INSTALLS: z.enum(['keyed', 'open']).default('keyed'),
    KITH_DATA: z.string().default('data'),
    /** Absent: the embedded PostgreSQL under KITH_DATA. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    KITH_SECRET: z
      .string()
      .min(32, 'run `openssl rand -hex 32` and set KITH_SECRET to what it prints')
      .optional(),
    /** Earlier secrets, comma-separated: they still open what they closed. */
    KITH_FORMER_SECRETS: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter(Boolean)),
    KITH_HUBSPOT_CLIENT_ID: z.string().min(1).optional(),
    KITH_HUBSPOT_CLIENT_SECRET: z.string().min(1).optional(),
    KITH_SALESFORCE_CLIENT_ID: z.string().min(1).optional(),
    KITH_SALESFORCE_CLIENT_SECRET: z.string().min(1).optional(),
    /** PEM, its line ends may be written `\n`: Kith then proves itself with it instead of asking a person. */
    KITH_SALESFORCE_PRIVATE_KEY: z
      .string()
      .transform((text) => text.replaceAll('\\n', '\n'))
      .refine((text) => text.includes('PRIVATE KEY-----'), 'paste the whole PEM file of the private key')
      .optional(),
    /** Instead of Salesforce's own Pub/Sub API, and the PEM of whose certificate is believed there. */
    KITH_SALESFORCE_EVENTS: z
      .string()
      .regex(/^[a-z0-9.-]+:\d+$/i, 'write host:port')
      .optional(),
    KITH_SALESFORCE_EVENTS_CERTIFICATE: z.string().optional(),
    KITH_NETWORK_BASE: Bases,
    /** Only these networks are asked; all that there are, unless told. */
    KITH_NETWORKS: z
      .string()
      .transform(
        (text) =>
          new Set(
            text
              .split(',')
              .map((part) => part.trim())
              .filter(Boolean),
          ),
      )
      .optional(),
    KITH_GITHUB_TOKEN: z.string().min(1).optional(),
    KITH_GRAVATAR_KEY: z.string().min(1).optional(),
    /** An OpenAI-compatible endpoint, with its version: one on this machine keeps everything here. */
    KITH_MODEL_URL: Base.optional(),
    KITH_MODEL_NAME: z.string().min(1).max(200).optional(),
    KITH_MODEL_KEY: z.string().min(1).optional(),
    KITH_LOG: z.enum(['error', 'warn', 'info', 'silent']).optional(),
  })
  .refine((env) => !env.DATABASE_URL || env.KITH_SECRET, {
    message:
      'DATABASE_URL needs KITH_SECRET: run `openssl rand -hex 32` and keep what it prints outside the database',
    path: ['KITH_SECRET'],
  })
  .refine((env) => env.KITH_PUBLIC_URL || LOOPBACK.has(env.KITH_HOST), {
    message:
      'KITH_HOST lets others in: say under which URL, for example KITH_PUBLIC_URL=https://kith.example',
    path: ['KITH_PUBLIC_URL'],
  })
  .refine((env) => !env.KITH_MODEL_URL === !env.KITH_MODEL_NAME, {
    message:
      'set both KITH_MODEL_URL (for example http://127.0.0.1:11434/v1) and KITH_MODEL_NAME (as its endpoint calls the model), or neither',
    path: ['KITH_MODEL_URL'],
  })
  .refine((env) => !env.KITH_MODEL_KEY || isSafeFor(env.KITH_MODEL_URL), {
    message: 'a key is sent to nobody unencrypted: choose an https address, or one on this machine',
    path: ['KITH_MODEL_URL'],
  })
  .refine((env) => !env.KITH_HUBSPOT_CLIENT_ID === !env.KITH_HUBSPOT_CLIENT_SECRET, {
    message: 'set both KITH_HUBSPOT_CLIENT_ID and KITH_HUBSPOT_CLIENT_SECRET, or neither',
    path: ['KITH_HUBSPOT_CLIENT_ID'],
  })
  .refine((env) => !env.KITH_SALESFORCE_CLIENT_ID === !salesforceProof(env), {
    message:
      'set KITH_SALESFORCE_CLIENT_ID with KITH_SALESFORCE_CLIENT_SECRET, with KITH_SALESFORCE_PRIVATE_KEY, or with both; or none of them',
    path: ['KITH_SALESFORCE_CLIENT_ID'],
  });

function isSafeFor(url: string | undefined): boolean {
  const there = url === undefined ? null : URL.parse(url);
  return there?.protocol === 'https:' || LOOPBACK.has(there?.hostname.replace(/^\[|\]$/g, '') ?? '');
}

function salesforceProof(env: {
  readonly KITH_SALESFORCE_CLIENT_SECRET?: string | undefined;
  readonly KITH_SALESFORCE_PRIVATE_KEY?: string | undefined;
}): string | undefined {
  return env.KITH_SALESFORCE_CLIENT_SECRET ?? env.KITH_SALESFORCE_PRIVATE_KEY;
}

/** An app's own credentials with a CRM. */
export interface CrmCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly privateKey?: string;
  readonly events?: { readonly endpoint: string; readonly certificate?: string };
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  /** How many proxies of one's own stand in front. */
  readonly proxies: number;
  /** Everybody may connect an account of theirs, without the access key. */
  readonly openInstalls: boolean;
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  readonly formerSecrets: readonly string[];
  /** CRM id → the app's credentials there; a CRM without is not offered. */
  readonly crmApps: ReadonlyMap<string, CrmCredentials>;
  readonly networkBases: Readonly<Record<string, string>>;
  /** Absent: all are asked. */
  readonly onlyNetworks?: ReadonlySet<string>;
  /** Network id → settings an admin gave. */
  readonly networkSettings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Absent: there is no language model. */
  readonly model?: { readonly url: string; readonly name: string; readonly key?: string };
  /** Absent: whatever suits who reads it. */
  readonly log?: 'error' | 'warn' | 'info' | 'silent';
}

/**
 * The environment as a frozen configuration; an empty variable counts as absent.
 * @throws Error that names each variable at fault and its cure.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = Env.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!read.success) throw new Error(`Kith cannot start:\n${z.prettifyError(read.error)}`);
  const e = read.data;
  return Object.freeze({
    port: e.KITH_PORT,
    host: e.KITH_HOST,
    publicUrl: e.KITH_PUBLIC_URL,
    proxies: e.KITH_PROXIES,
    openInstalls: e.KITH_INSTALLS === 'open',
    dataDirectory: e.KITH_DATA,
    databaseUrl: e.DATABASE_URL,
    secret: e.KITH_SECRET,
    formerSecrets: e.KITH_FORMER_SECRETS,
    crmApps: crmAppsIn(e),
    networkBases: e.KITH_NETWORK_BASE,
    ...(e.KITH_NETWORKS && { onlyNetworks: e.KITH_NETWORKS }),
    networkSettings: {
      ...networkSettingsIn(env),
      ...(e.KITH_GITHUB_TOKEN && { github: { token: e.KITH_GITHUB_TOKEN } }),
      ...(e.KITH_GRAVATAR_KEY && { gravatar: { apiKey: e.KITH_GRAVATAR_KEY } }),
    },
    ...modelIn(e),
    ...(e.KITH_LOG && { log: e.KITH_LOG }),
  });
}

function modelIn(e: z.output<typeof Env>): Pick<Config, 'model'> {
  const { KITH_MODEL_URL: url, KITH_MODEL_NAME: name, KITH_MODEL_KEY: key } = e;
  if (url === undefined || name === undefined) return {};
  return { model: { url, name, ...(key !== undefined && { key }) } };
}

function crmAppsIn(e: z.output<typeof Env>): Config['crmApps'] {
  const apps = new Map<string, CrmCredentials>();
  if (e.KITH_HUBSPOT_CLIENT_ID && e.KITH_HUBSPOT_CLIENT_SECRET) {
    apps.set('hubspot', { clientId: e.KITH_HUBSPOT_CLIENT_ID, clientSecret: e.KITH_HUBSPOT_CLIENT_SECRET });
  }
  if (e.KITH_SALESFORCE_CLIENT_ID) {
    const { KITH_SALESFORCE_PRIVATE_KEY: privateKey, KITH_SALESFORCE_EVENTS: endpoint } = e;
    const certificate = e.KITH_SALESFORCE_EVENTS_CERTIFICATE;
    apps.set('salesforce', {
      clientId: e.KITH_SALESFORCE_CLIENT_ID,
      clientSecret: e.KITH_SALESFORCE_CLIENT_SECRET ?? '',
      ...(privateKey && { privateKey }),
      ...(endpoint && { events: { endpoint, ...(certificate && { certificate }) } }),
    });
  }
  return apps;
}

/** The access key of the server that a command asks. Never an argument: those are seen by everybody on the machine. */
export const readAccessKey = (
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined => env['KITH_ACCESS_KEY'] || undefined;
