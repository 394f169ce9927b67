import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADDRESS_GRAMMARS } from '../../connectors/index.ts';
import { deriveLinks } from '../../src/core/identity/derive.ts';
import { installationOf, NetworkId } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { startEmbedded } from '../../src/storage/embedded.ts';
import { openOn } from '../../src/storage/open.ts';
import { withClient } from '../../src/storage/connection.ts';
import { fileProfiles } from './file-profiles.ts';
import { accountOf, contactOf, NETWORKS, numbers, person } from './people.ts';
import type { Person } from './people.ts';
import { percentile, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const PROFILES = Number(process.env['KITH_BENCH_PROFILES'] ?? 1_000_000);
const CONTACTS = 1_500;
const WARM = 200;
const BOUND_MS = 10;
const installation = installationOf('hubspot', '77');
const networks = NETWORKS.map((network) => NetworkId.parse(network));

/**
 * One saved contact against a million filed profiles: its candidates found, their names counted, its links derived, in
 * one transaction; alone, and while others keep profiles. The bound is the aim, so that a ratio below one holds it.
 */
export async function benchCandidates(): Promise<readonly Ratio[]> {
  const directory = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  chmodSync(directory, 0o711);
  const log = openLog('error');
  const server = await startEmbedded({ dataDirectory: directory, log });
  try {
    const login = { host: server.socketDirectory, port: server.port, user: server.owner };
    await withClient({ ...login, database: 'postgres' }, (client) => client.query('create database bench'));
    const owner = { ...login, database: 'bench' };
    const storage = await openOn(owner, ['the secret of a benchmark, long enough'], log);
    const from = performance.now();
    const random = numbers(7);
    const people = await withClient(owner, (client) => fileProfiles(client, installation, PROFILES, random));
    const seconds = round((performance.now() - from) / 1000, 0);
    const quiet = await measure(storage.store, people, random);
    const busy = await whileWriting(storage.store, random, () => measure(storage.store, people, random));
    await storage.close();
    return [
      line('one contact against a million profiles, p99', quiet, { 'seconds to fill': seconds }),
      line('the same while profiles are kept, p99', busy, { 'kept meanwhile a second': busy.perSecond }),
    ];
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Measured {
  readonly ms: readonly number[];
  /** A transaction of one look-up by key, in turn with ours: what the machine does to anybody. */
  readonly bare: readonly number[];
  readonly candidates: readonly number[];
  /** Keeping the contact itself, with its keys and names. */
  readonly saving: readonly number[];
}

function line(
  name: string,
  { ms, bare, candidates, saving }: Measured,
  notes: Readonly<Record<string, number>>,
): Ratio {
  const p99 = round(percentile(ms, 0.99), 1);
  return {
    ...{
      name: `${name} / the bound`,
      ours: p99,
      theirs: BOUND_MS,
      unit: 'ms',
      ratio: round(p99 / BOUND_MS),
      aim: '≤ 1',
    },
    notes: {
      profiles: PROFILES,
      'p50 ms': round(percentile(ms, 0.5), 1),
      'candidates p50': percentile(candidates, 0.5),
      'to save it, p50 ms': round(percentile(saving, 0.5), 1),
      'a bare look-up p99 ms': round(percentile(bare, 0.99), 1),
      ...notes,
    },
  };
}

async function measure(store: Store, people: readonly Person[], random: () => number): Promise<Measured> {
  const measured = {
    ms: [] as number[],
    bare: [] as number[],
    candidates: [] as number[],
    saving: [] as number[],
  };
  for (let n = 0; n < CONTACTS; n++) {
    const contact = contactOf(people[Math.floor(random() * people.length)] ?? person(random), n);
    const [bare] = await timed(() => store.inside(installation, (w) => w.contacts.find(contact.id)));
    const [saving] = await timed(() => store.inside(installation, (w) => w.contacts.keep([contact])));
    const [ms, found] = await timed(() =>
      store.inside(installation, async (w) => {
        const profiles = await w.profiles.candidates(contact, networks);
        const matching = await w.matching.of(contact, profiles);
        deriveLinks(contact, profiles, ADDRESS_GRAMMARS, [], matching);
        return profiles.length;
      }),
    );
    if (n < WARM) continue;
    measured.ms.push(ms);
    measured.bare.push(bare);
    measured.candidates.push(found);
    measured.saving.push(saving);
  }
  return measured;
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now();
  const result = await work();
  return [performance.now() - from, result];
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
