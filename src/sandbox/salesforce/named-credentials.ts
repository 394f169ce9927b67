import { z } from 'zod';
import { made, nothing, ok } from './calls.ts';
import type { Call, Resource } from './calls.ts';
import type { Callouts, Principal, Values } from './callouts.ts';
import { OrgRefusal, noResource } from './refusal.ts';

const PrincipalAsk = z.object({
  externalCredential: z.string(),
  principalName: z.string().optional(),
  principalType: z.enum(['NamedPrincipal', 'PerUserPrincipal', 'AwsStsPrincipal']),
});
const CredentialInput = PrincipalAsk.extend({
  authenticationProtocol: z.enum(['AwsSv4', 'Basic', 'Custom', 'Jwt', 'OAuth']),
  credentials: z.record(z.string(), z.object({ value: z.string(), encrypted: z.boolean().default(true) })),
});
const Setup = z.looseObject({
  calloutUrl: z.url(),
  masterLabel: z.string(),
  type: z.enum(['SecuredEndpoint', 'PrivateEndpoint']),
  calloutOptions: z.looseObject({}),
  externalCredentials: z.array(z.looseObject({ developerName: z.string() })).length(1),
});

/** Connect REST: the values of a principal, of which encrypted ones are written and never read, and callout addresses. */
export function namedCredentialResources(callouts: Callouts): readonly Resource[] {
  const write = (call: Call, merge: (there: Values | undefined, given: Values) => Values) => {
    const { credentials, ...principal } = read(CredentialInput, call.body);
    known(principal, callouts);
    callouts.fill(principal, merge(callouts.values(principal), credentials));
    return shown(principal, callouts.values(principal));
  };
  const asked = ({ query }: Call) => known(read(PrincipalAsk, Object.fromEntries(query)), callouts);
  return [
    {
      path: '/named-credentials/credential',
      methods: {
        GET: (call) => ok(shown(asked(call), callouts.values(asked(call)))),
        POST: (call) => made(write(call, onlyNew)),
        PUT: (call) => ok(write(call, (_there, given) => given)),
        PATCH: (call) => ok(write(call, (there, given) => ({ ...there, ...given }))),
        DELETE: (call) => {
          callouts.empty(asked(call));
          return nothing;
        },
      },
    },
    {
      path: '/named-credentials/named-credential-setup/:name',
      methods: {
        GET: ({ of }) => ok(setupOf(of['name'], callouts)),
        PUT: ({ of, body }) => {
          setupOf(of['name'], callouts);
          callouts.move(of['name'] ?? '', read(Setup, body).calloutUrl);
          return ok(setupOf(of['name'], callouts));
        },
      },
    },
  ];
}

/** @throws OrgRefusal 404 for an external credential that the org does not have */
function known(principal: Principal, callouts: Callouts): Principal {
  if (!callouts.externals().includes(principal.externalCredential)) throw noResource();
  return principal;
}

function onlyNew(there: Values | undefined, given: Values): Values {
  if (there)
    throw new OrgRefusal(400, 'INVALID_INPUT', 'The credential already exists. To replace it, use PUT.');
  return given;
}

function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new OrgRefusal(400, 'INVALID_INPUT', `Invalid value for ${where}`);
}

function shown(
  { externalCredential, principalName, principalType }: Principal,
  values: Values | undefined,
): object {
  const credentials = Object.entries(values ?? {}).map(([name, { value, encrypted }]) => [
    name,
    encrypted ? { encrypted } : { value, encrypted },
  ]);
  return {
    ...{ externalCredential, principalName, principalType, authenticationProtocol: 'Custom' },
    ...{ authenticationProtocolVariant: 'NoAuthentication' },
    authenticationStatus: values ? 'Configured' : 'NotConfigured',
    credentials: Object.fromEntries(credentials),
  };
}

/** @throws OrgRefusal 404 for a name that is none */
function setupOf(name = '', callouts: Callouts): object {
  const calloutUrl = callouts.url(name);
  if (calloutUrl === undefined) throw noResource();
  return {
    ...{
      developerName: name,
      masterLabel: 'Kith API',
      type: 'SecuredEndpoint',
      calloutUrl,
      calloutStatus: 'Enabled',
    },
    calloutOptions: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: true,
      generateAuthorizationHeader: false,
    },
    externalCredentials: callouts.externals().map((developerName) => ({ developerName })),
    ...{ customHeaders: [], parameters: [], networkConnection: null },
  };
}
