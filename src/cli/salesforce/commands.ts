import type { Asking } from '../ask.ts';
import { sure } from '../ask.ts';
import { install, status } from './install.ts';
import type { Leaving } from './leaving/leaving.ts';
import type { SalesforceOrg } from './org.ts';
import { run, serverOf } from './run.ts';
import type { Common, SalesforceIo, WithServer } from './run.ts';
import { uninstall } from './uninstall.ts';
import { verify } from './verify.ts';

export interface InstallOptions extends WithServer {
  /** The username that Kith works as. */
  readonly user?: string;
  readonly deploy: boolean;
  readonly renewKey?: boolean;
}

/** `kith salesforce install`. */
export const installCommand = (options: InstallOptions, io: SalesforceIo): Promise<number> =>
  run(
    options,
    io,
    () => serverOf(options, io),
    (opened, server) => {
      const { deploy: deploys, renewKey = false } = options;
      return install({ ...opened, ...userIn(options), server, deploys, renewKey, compares: true });
    },
  );

export interface StatusOptions extends WithServer {
  readonly user?: string;
}

/** `kith salesforce status`. */
export const statusCommand = (options: StatusOptions, io: SalesforceIo): Promise<number> =>
  run(
    options,
    io,
    () => serverOf(options, io),
    (opened, server) => status({ ...opened, ...userIn(options), ...CHANGES_NOTHING, server }),
  );

const userIn = ({ user }: { readonly user?: string }) => (user === undefined ? {} : { user });
const CHANGES_NOTHING = { deploys: true, renewKey: false, compares: false } as const;

export interface VerifyOptions extends Common {
  readonly checkOnly?: boolean;
}

/** `kith salesforce verify`. */
export const verifyCommand = (
  { checkOnly = false, ...options }: VerifyOptions,
  io: SalesforceIo,
): Promise<number> =>
  run(
    options,
    io,
    () => undefined,
    ({ org, say }) => verify(org, say, checkOnly),
  );

export interface UninstallOptions extends WithServer {
  readonly keepData?: boolean;
  /** False: mapped fields stay as they are. */
  readonly restore: boolean;
  /** A file name; false: no export. Absent: named after the org and the day. */
  readonly export?: string | false;
  readonly yes?: boolean;
}

/** `kith salesforce uninstall`. */
export const uninstallCommand = (
  options: UninstallOptions,
  io: SalesforceIo & Pick<Asking, 'input'>,
): Promise<number> =>
  run(
    options,
    io,
    () => serverOf(options, io),
    async (opened, server) => {
      const { keepData = false, restore, yes = false } = options;
      if (!yes) await sure(questionOf(opened.org, { keepData, restore }), { ...io, output: io.stderr });
      const file = options.export ?? exportName(opened.org);
      const leaving = { keepData, restore, ...(file !== false && { exportTo: file }) };
      return uninstall({ ...opened, ...CHANGES_NOTHING, server }, leaving);
    },
  );

function questionOf({ name, id }: SalesforceOrg, { keepData, restore }: Omit<Leaving, 'exportTo'>): string {
  const what = keepData ? 'and leaves its fields and objects' : 'with its fields, its objects and their data';
  const theirs = restore ? 'get back what stood there before' : 'stay as they are';
  return `This takes Kith out of ${name} (${id}) ${what}. Mapped fields ${theirs}.`;
}

const exportName = ({ id }: SalesforceOrg) =>
  `kith-salesforce-${id}-${new Date().toISOString().slice(0, 10)}.ndjson`;
