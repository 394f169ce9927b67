import PQueue from 'p-queue';
import type { Contact } from '../core/contact.ts';
import type { NetworkId } from '../core/ids.ts';
import { withCircuit } from '../flows/circuit.ts';
import { findProfiles } from '../flows/find-profiles.ts';
import type { FindDeps } from '../flows/find-profiles.ts';
import { readContactsFile } from './contacts-file.ts';
import { readContacts } from './csv-contacts.ts';
import type { ReadContacts } from './csv-contacts.ts';
import { printContact, printCsv, printSummary } from './enrich-print.ts';
import { reportContact, summarise } from './enrich-report.ts';
import type { EnrichReport, ReportContact } from './enrich-report.ts';
import { openProgress } from './progress.ts';
import { Unusable } from './unusable.ts';

export interface EnrichOptions {
  /** Path of the CSV file. */
  readonly file: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  /** Network → the URL to ask instead of its own. */
  readonly networkBase: Readonly<Record<string, string>>;
  /** Only these networks; all connected ones when absent. */
  readonly networks?: readonly string[];
  /** Contacts looked up at once, 1 to 32; 4 unless told. */
  readonly concurrency?: number;
}

export interface EnrichIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Whether a person is looking at stderr. */
  readonly isTty: boolean;
  /** Aborted when the user wants to stop: what is known by then is printed. */
  readonly interrupt?: AbortSignal;
  /** Connects the networks, each at its own base or the one given. */
  connect(networkBase: EnrichOptions['networkBase']): Promise<EnrichNetworks>;
}

export interface EnrichNetworks extends FindDeps {
  close(): Promise<void>;
}

const EXIT = { done: 0, nothingAsked: 1, unusable: 2, interrupted: 130 } as const;

/**
 * `kith enrich`: looks up every contact of a CSV file on the networks and prints who they are and why. Keeps nothing.
 * @returns the exit code: 0; 1 when no network could be asked anything, or Kith failed on a contact; 2 when the
 *   input cannot be used; 130 when interrupted.
 */
export async function enrichCommand(options: EnrichOptions, io: EnrichIo): Promise<number> {
  try {
    return await enrich(options, io);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    io.stderr.write(`kith enrich: ${error.message}\n`);
    return EXIT.unusable;
  }
}

async function enrich(options: EnrichOptions, io: EnrichIo): Promise<number> {
  checkOptions(options);
  const bytes = await readContactsFile(options.file);
  const connected = await io.connect(options.networkBase);
  try {
    const deps = chosen(connected, options);
    const read = readContacts(bytes, connected.grammars);
    tellAboutFile(read, io);
    const contacts = await lookUpAll(read.contacts, deps, options.concurrency ?? 4, io);
    const report = {
      contacts,
      summary: summarise(contacts, titlesOf(deps), {
        interrupted: io.interrupt?.aborted ?? false,
        rows: [...read.problems],
        ignoredColumns: [...read.ignoredColumns],
      }),
    };
    print(report, options, io);
    return exitCode(report, io);
  } finally {
    await connected.close();
  }
}

function checkOptions({ json, csv, concurrency = 1 }: EnrichOptions): void {
  if (json && csv) throw new Unusable('choose one of --json and --csv');
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 32) {
    throw new Unusable('--concurrency takes a whole number from 1 to 32');
  }
}

/** How many contacts in a row may meet silence before a network counts as unreachable. */
const SILENT = {
  /** One host stands for the whole network. */
  oneHost: 3,
  /** Every address is another host, and old addresses in a CRM are often dead by themselves. */
  manyHosts: 12,
} as const;
const REST_MS = 60_000;

/** The networks the user wants, each giving up early once it proves unreachable. */
function chosen(deps: FindDeps, { networks, networkBase }: EnrichOptions): FindDeps {
  const known = [...deps.networks.keys()];
  const unknown = [...(networks ?? []), ...Object.keys(networkBase)].find((n) => !known.some((k) => k === n));
  if (unknown !== undefined) {
    throw new Unusable(`no network is called "${unknown}": there are ${known.toSorted().join(', ')}`);
  }
  const wanted = [...deps.networks].filter(([id]) => networks === undefined || networks.includes(id));
  return {
    ...deps,
    networks: new Map(
      wanted.map(([id, network]) => {
        const oneHost = deps.grammars.some((g) => g.network === id && g.hosts.length > 0);
        const failures = oneHost ? SILENT.oneHost : SILENT.manyHosts;
        return [id, withCircuit(network, { failures, restMs: REST_MS, now: deps.now })];
      }),
    ),
  };
}

function titlesOf({ networks, grammars }: FindDeps): ReadonlyMap<NetworkId, string> {
  const titleOf = (id: NetworkId) => grammars.find(({ network }) => network === id)?.title ?? id;
  return new Map([...networks.keys()].map((id) => [id, titleOf(id)]));
}

function tellAboutFile({ contacts, problems, ignoredColumns }: ReadContacts, { stderr }: EnrichIo): void {
  if (ignoredColumns.length > 0) stderr.write(`columns without use here: ${ignoredColumns.join(', ')}\n`);
  for (const { line, says, skipped } of problems) {
    stderr.write(`line ${line}${skipped ? ' is left out' : ''}: ${says}\n`);
  }
  if (contacts.length === 0) throw new Unusable('no row of the file could be read');
}

/** In the order of the file; those that were not finished when the user interrupted are missing. */
async function lookUpAll(
  contacts: readonly Contact[],
  deps: FindDeps,
  concurrency: number,
  io: EnrichIo,
): Promise<ReportContact[]> {
  const progress = openProgress(contacts.length, 'contacts', { stream: io.stderr, isTty: io.isTty });
  const queue = new PQueue({ concurrency });
  const results = contacts.map(async (contact) => {
    if (io.interrupt?.aborted) return undefined;
    return queue.add(() => lookUp(contact, deps).finally(() => progress.step()));
  });
  try {
    const done = await Promise.all(results.map((result) => unless(io.interrupt, result)));
    return done.filter((result) => result !== undefined);
  } finally {
    queue.clear();
    progress.stop();
  }
}

async function lookUp(contact: Contact, deps: FindDeps): Promise<ReportContact> {
  try {
    return reportContact(contact, await findProfiles(contact, deps));
  } catch (error) {
    const name = contact.name === undefined ? {} : { name: contact.name };
    const failed = error instanceof Error ? error.message : 'unknown reason';
    return { id: contact.id, ...name, links: [], asked: [], failed };
  }
}

/** What the work brings, or undefined as soon as the user interrupts. */
async function unless<T>(interrupt: AbortSignal | undefined, work: Promise<T>): Promise<T | undefined> {
  if (!interrupt) return work;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = () => resolve(undefined);
  if (interrupt.aborted) stop();
  interrupt.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => interrupt.removeEventListener('abort', stop));
}

function print(report: EnrichReport, { json, csv }: EnrichOptions, { stdout, stderr }: EnrichIo): void {
  if (json) stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (csv) stdout.write(printCsv(report.contacts));
  else for (const contact of report.contacts) stdout.write(`${printContact(contact)}\n`);
  (json || csv ? stderr : stdout).write(printSummary(report.summary));
}

function exitCode({ summary }: EnrichReport, { stderr }: EnrichIo): number {
  if (summary.interrupted) return EXIT.interrupted;
  if (summary.networks.some(({ answered }) => answered > 0)) {
    return summary.failed > 0 ? EXIT.nothingAsked : EXIT.done;
  }
  stderr.write('kith enrich: no network could be asked anything, so nothing is known of anyone\n');
  return EXIT.nothingAsked;
}
