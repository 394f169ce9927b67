import { installationOf } from '../../core/ids.ts';
import { uninstall } from '../../flows/uninstall.ts';
import type { HowToLeave } from '../../flows/uninstall.ts';
import type { Installation, Store } from '../../ports/store.ts';
import { sure } from '../ask.ts';
import type { Asking } from '../ask.ts';
import { writeExport } from '../export-file.ts';
import type { Printing } from '../printing.ts';
import { Unusable } from '../unusable.ts';
import { minute } from './portal-findings.ts';
import { EXIT, run } from './run.ts';

export interface UninstallOptions {
  readonly portal: string;
  /** Kith's properties stay with what they hold. */
  readonly keepData?: boolean;
  /** Mapped properties get back what stood there before. */
  readonly restore: boolean;
  /** A file name; false: no export. Absent: named after the portal and the day. */
  readonly export?: string | false;
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Io = Printing & Omit<Asking, 'output'>;

interface Deps {
  readonly store: Store;
  readonly now: () => Date;
}

/**
 * `kith hubspot uninstall`: the same as the settings' way out. A Kith that runs does what is set out on here.
 * @returns the exit code: 0, also where it is uninstalled already; 2 when there is no such portal or nobody says yes.
 */
export const uninstallCommand = (
  { json, yes = false, ...options }: UninstallOptions,
  io: Io,
  deps: Deps,
): Promise<number> =>
  run(json, io, async () => {
    const portal = await portalOf(options.portal, deps);
    if (portal.status === 'uninstalled') return told(portal, portal.purgeAt, undefined);
    const how = { keepFields: options.keepData ?? false, restore: options.restore };
    if (!yes) await sure(questionOf(portal, how), { ...io, output: io.stderr });
    const file = options.export ?? exportName(portal, deps.now());
    if (file !== false) await exportInto(file, portal, deps);
    return told(portal, await uninstall(portal.id, how, deps), file === false ? undefined : file);
  });

async function portalOf(account: string, { store }: Deps): Promise<Installation> {
  const id = /^\d+$/.test(account) ? installationOf('hubspot', account) : undefined;
  const portal = (await store.installations()).find((one) => one.id === id);
  if (portal) return portal;
  throw new Unusable(`no portal ${account} is connected: \`kith hubspot status\` lists those that are`);
}

function questionOf({ account }: Installation, { keepFields, restore }: HowToLeave): string {
  const ours = keepFields
    ? 'Its properties stay with what they hold'
    : 'Its properties go with what they hold';
  const theirs = restore ? 'mapped ones get back what stood there before' : 'mapped ones stay as they are';
  return `This takes Kith out of portal ${account}. ${ours}, ${theirs}.`;
}

const exportName = ({ account }: Installation, now: Date) =>
  `kith-hubspot-${account}-${now.toISOString().slice(0, 10)}.ndjson`;

async function exportInto(file: string, { id }: Installation, { store }: Deps): Promise<void> {
  if (await writeExport(file, () => store.export(id))) return;
  throw new Unusable(
    `${file} is there already: move it, name another with --export, or leave it out with --no-export`,
  );
}

function told({ account, status }: Installation, purgeAt: Date | undefined, file: string | undefined) {
  const active = status === 'active';
  const lines = [
    ...(file === undefined ? [] : [`${file} holds what Kith knew of people: keep it safe.`]),
    active
      ? `Kith is leaving portal ${account}, as soon as it runs. \`kith hubspot status\` shows when it has left.`
      : `Kith is uninstalled in portal ${account} already.`,
    ...(purgeAt
      ? [`What it keeps is purged after ${minute(purgeAt)}; who installs before finds it again.`]
      : []),
  ];
  const document = {
    ...{ ok: true, portal: account, status: active ? 'leaving' : 'uninstalled' },
    ...(purgeAt && { purgeAt }),
    ...(file !== undefined && { export: file }),
  };
  return { code: EXIT.well, document, lines };
}
