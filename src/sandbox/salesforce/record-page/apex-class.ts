import { z } from 'zod';
import type { PackageWords } from './package-words.ts';
import type { Credential, OrgRows, Viewer } from './options.ts';

/** What a class of the package finds around it while it serves one call. */
export interface ApexCall {
  /** By the package's own names. */
  readonly org: OrgRows;
  readonly viewer: Viewer;
  readonly credential: Credential | undefined;
  readonly settings: PackageWords['settings'];
  readonly labels: PackageWords['labels'];
}

/** A method that components may call. */
export interface ApexMethod {
  /** The names of its parameters, in the order of the Apex. */
  readonly parameters: readonly string[];
  /** @throws AuraHandled in words for a person */
  readonly call: (given: unknown, call: ApexCall) => unknown;
}

/** The simulator's counterpart of a class of the package: its methods for components, by name. */
export type ApexClass = Readonly<Record<string, ApexMethod>>;

/** As `AuraHandledException`: its message is shown to the person. */
export class AuraHandled extends Error {
  override readonly name = 'AuraHandled';
}

/** Apex takes null for every parameter, and for one that is missing. */
export const Text = z.string().nullish();
export type Text = z.output<typeof Text>;

/** A method by its parameters. What does not fit them is refused, as Apex refuses it. */
export function method<S extends z.ZodRawShape>(
  parameters: S,
  run: (given: z.output<z.ZodObject<S>>, call: ApexCall) => unknown,
): ApexMethod {
  const schema = z.object(parameters);
  return {
    parameters: Object.keys(parameters),
    call: (given, call) => {
      const read = schema.safeParse(given);
      if (read.success) return run(read.data, call);
      const [wrong] = read.error.issues;
      throw new AuraHandled(`Value provided is invalid for action parameter '${wrong?.path.join('.')}'`);
    },
  };
}
