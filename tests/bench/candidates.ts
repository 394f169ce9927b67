import { ADDRESS_GRAMMARS } from '../../connectors/index.ts';
import type { Contact } from '../../src/core/contact.ts';
import { deriveLinks } from '../../src/core/identity/derive.ts';
import { NetworkId } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { withClient } from '../../src/storage/connection.ts';
import type { Connection } from '../../src/storage/connection.ts';
import { installation, openFilled } from './filled-database.ts';
import { accountOf, contactOf, NETWORKS, numbers, person } from './people.ts';
import type { Person } from './people.ts';
import { tellsWaits, waitedMs } from './processor-wait.ts';
import { percentile, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const PROFILES = Number(option('profiles') ?? 1_000_000);
const CONTACTS = 1_500;
const WARM = 200;
const BOUND_MS = 10;
const networks = NETWORKS.map((network) => NetworkId.parse(network));

function option(name: string): string | undefined {
  return process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/**
 * One saved contact against a million filed profiles: its candidates found, their names counted, its links derived, in
 * one transaction; alone, and while others keep profiles. The bound is the aim, so that a ratio below one holds it.
 * `--profiles=N` for another number, `--filled=FOLDER` to keep the filled database there for the next run.
 */
export async function benchCandidates(): Promise<readonly Ratio[]> {
  const random = numbers(7);
  const log = openLog('error');
  const wanted = { profiles: PROFILES, some: CONTACTS, folder: option('filled') };
  const filled = await openFilled({ ...wanted, random, log });
  try {
    const { store } = filled.storage;
    const pids = tellsWaits ? [process.pid, ...(await serving(filled.owner))] : [];
    const quiet = await measure(store, filled.people, random, () => waitedMs(pids));
    const busy = await whileWriting(store, random, () => measure(store, filled.people, random, () => 0));
    return [
      line('one contact against all profiles, p99', quiet, {
        ...(tellsWaits && { 'without waiting for a processor, p50 / p99': both(quiet.unhindered) }),
        'seconds to fill': filled.secondsToFill,
      }),
      line('the same while profiles are kept, p99', busy, { 'kept meanwhile a second': busy.perSecond }),
    ];
  } finally {
    await filled.close();
  }
}

/** Milliseconds of every contact, by what they were spent on. */
interface Measured {
  /** A transaction of one look-up by key, in turn with ours: what the machine does to anybody. */
  readonly bare: number[];
  /** Keeping the contact itself, with its keys and names. */
  readonly saving: number[];
  readonly finding: number[];
  readonly counting: number[];
  readonly deriving: number[];
  /** The transaction that finds, counts and derives, its beginning and end included. */
  readonly whole: number[];
  readonly candidates: number[];
  /** The whole without what either process waited for a processor meanwhile, where the system tells that. */
  readonly unhindered: number[];
  /** Of processor time of this process, the server's not included, for each whole. */
  readonly cpu: number[];
}

/** Process ids of the server's ends of the store's connections. */
function serving(owner: Connection): Promise<readonly number[]> {
  const asked = "select pid from pg_stat_activity where application_name = 'kith'";
  return withClient(owner, async (client) =>
    (await client.query<{ pid: number }>(asked)).rows.map((row) => row.pid),
  );
}

const both = (ms: readonly number[]) =>
  [0.5, 0.99].map((share) => percentile(ms, share).toFixed(1)).join(' / ');

function line(name: string, measured: Measured, notes: Readonly<Record<string, number | string>>): Ratio {
  const p99 = round(percentile(measured.whole, 0.99), 1);
  return {
    ...{ name: `${name} / the bound`, ours: p99, theirs: BOUND_MS, unit: 'ms' },
    ...{ ratio: round(p99 / BOUND_MS), aim: '≤ 1' },
    notes: {
      profiles: PROFILES,
      'p50 ms': round(percentile(measured.whole, 0.5), 1),
      'finding p50 / p99': both(measured.finding),
      'counting p50 / p99': both(measured.counting),
      'deriving p50 / p99': both(measured.deriving),
      'CPU here p50 / p99': both(measured.cpu),
      'candidates p50': percentile(measured.candidates, 0.5),
      'to save it, p50 ms': round(percentile(measured.saving, 0.5), 1),
      'a bare look-up p50 / p99': both(measured.bare),
      ...notes,
    },
  };
}

/** @param waited milliseconds that this process and the server's waited for a processor so far. */
async function measure(
  store: Store,
  people: readonly Person[],
  random: () => number,
  waited: () => number,
): Promise<Measured> {
  const measured: Measured = {
    ...{ bare: [], saving: [], finding: [], counting: [] },
    ...{ deriving: [], whole: [], unhindered: [], candidates: [], cpu: [] },
  };
  for (let n = 0; n < CONTACTS; n++) {
    const contact = contactOf(people[Math.floor(random() * people.length)] ?? person(random), n);
    const one = await measureOne(store, contact, waited);
    if (n < WARM) continue;
    for (const [what, value] of Object.entries(one)) measured[what as keyof Measured].push(value);
  }
  return measured;
}

async function measureOne(
  store: Store,
  contact: Contact,
  waited: () => number,
): Promise<Record<keyof Measured, number>> {
  const bare = await timed(() => store.inside(installation, (w) => w.contacts.find(contact.id)));
  const saving = await timed(() => store.inside(installation, (w) => w.contacts.keep([contact])));
  const [before, waitedBefore] = [process.cpuUsage(), waited()];
  const whole = await timed(() =>
    store.inside(installation, async (w) => {
      const finding = await timed(() => w.profiles.candidates(contact, networks));
      const counting = await timed(() => w.matching.of(contact, finding.result));
      const deriving = await timed(() =>
        deriveLinks(contact, finding.result, ADDRESS_GRAMMARS, [], counting.result),
      );
      const candidates = finding.result.length;
      return { finding: finding.ms, counting: counting.ms, deriving: deriving.ms, candidates };
    }),
  );
  const unhindered = whole.ms - (waited() - waitedBefore);
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  return { bare: bare.ms, saving: saving.ms, whole: whole.ms, ...whole.result, unhindered, cpu };
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ readonly ms: number; readonly result: T }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}

/** Another keeps the accounts of new people meanwhile, as a busy installation does: twenty transactions a second. */
async function whileWriting(
  store: Store,
  random: () => number,
  work: () => Promise<Measured>,
): Promise<Measured & { readonly perSecond: number }> {
  let kept = 0;
  const ending = new AbortController();
  const from = performance.now();
  const writing = (async () => {
    while (!ending.signal.aborted) {
      const batch = Array.from({ length: 4 }, () => accountOf(person(random), PROFILES + kept++, random));
      await store.inside(installation, (w) => w.profiles.keep(batch));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const measured = await work();
  ending.abort();
  await writing;
  return { ...measured, perSecond: round(kept / ((performance.now() - from) / 1000), 0) };
}
