import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bluesky } from '../../connectors/network/bluesky/index.ts';
import { github } from '../../connectors/network/github/index.ts';
import { gravatar } from '../../connectors/network/gravatar/index.ts';
import { website } from '../../connectors/network/website/index.ts';
import { enrichCommand } from '../../src/cli/enrich.ts';
import { EnrichReport } from '../../src/cli/enrich-report.ts';
import type { ReportContact } from '../../src/cli/enrich-report.ts';
import { openLog } from '../../src/log.ts';
import { openGate } from '../../src/outbound/gate.ts';
import { connectNetworks, reroutes } from '../../src/outbound/networks.ts';
import type { NetworkConnector } from '../../src/ports/network.ts';
import { startAtNetwork } from '../support/at-network.ts';
import type { AtNetwork } from '../support/at-network.ts';
import { startRecordedHosts } from '../support/recorded-hosts.ts';
import type { RecordedHosts } from '../support/recorded-hosts.ts';

/** The published limits are those of the real hosts; ours on loopback have none. */
const CONNECTORS: readonly NetworkConnector[] = [bluesky, github, gravatar, website].map(
  (connector: NetworkConnector) => ({ ...connector, limits: { requests: 1000, perSeconds: 1, together: 8 } }),
);

const page = (name: string, links: readonly string[]) =>
  `<!doctype html><title>${name}</title><div class="h-card"><a class="p-name u-url" href="/">${name}</a></div>${links
    .map((url) => `<a rel="me" href="${url}">me</a>`)
    .join('')}`;

const ADA = 'https://bsky.app/profile/ada.test';
let at: AtNetwork;
let hosts: RecordedHosts;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-system-'));
  at = await startAtNetwork();
  await at.account('ada.test', 'Ada Byron', 'Engines. https://ada.example');
  await at.account('grace.test', 'Grace Hopper', 'Compilers');
  const alan = await at.account('alan.test', 'Alan Turing', 'https://alan.example');
  await alan.changeHandle('turing.test');
  const gone = await at.account('gone.test', 'Gone Person', '');
  await gone.deactivate();
  await at.processAll();
  hosts = await startRecordedHosts({
    github: {
      'linus-dev': { id: 501, name: 'Linus Lund', blog: 'https://linus.example', company: '@northwind' },
      'kim-lee': { id: 502, name: 'Kim Lee', company: 'Somewhere Else GmbH', location: 'Vienna' },
    },
    gravatar: {
      'grace@navy.example': {
        slug: 'gracehopper',
        name: 'Grace Hopper',
        verified: ['https://bsky.app/profile/grace.test'],
      },
    },
    websites: {
      'ada.example': page('Ada Byron', [ADA]),
      'linus.example': page('Linus Lund', ['https://github.com/linus-dev']),
      'alan.example': page('Alan Turing', ['https://bsky.app/profile/turing.test']),
    },
  });
}, 120_000);

afterAll(async () => {
  await Promise.all([at?.close(), hosts?.close(), rm(folder, { recursive: true, force: true })]);
});

/** A hundred lines: the ones the networks know, and many they do not. */
function hundredLines(): string {
  const known = [
    'ada,Ada Byron,,,https://ada.example,',
    'grace,Grace Hopper,grace@navy.example,,,',
    'alan,Alan Turing,,,https://alan.example,',
    'linus,Linus Lund,,Northwind,,https://github.com/linus-dev',
    'kim,Kim Lee,,Contoso,,',
    'gone,Gone Person,,,,bluesky:gone.test',
    'old,Alan Oldhandle,,,,bluesky:alan.test',
  ];
  const unknown = Array.from(
    { length: 99 - known.length },
    (_, i) => `u${i},Nobody Number${i},nobody${i}@firm${i}.example,Firm ${i},,`,
  );
  return ['id,name,email,company,website,handles', ...known, ...unknown].join('\n');
}

async function enrich(csv: string, bases: Readonly<Record<string, string>>) {
  const file = join(folder, 'contacts.csv');
  await writeFile(file, csv);
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const now = () => new Date();
  const code = await enrichCommand(
    { file, json: true, networkBase: bases, concurrency: 8 },
    {
      stdout,
      stderr,
      isTty: false,
      connect: (networkBase) => {
        const gate = openGate({
          now,
          pause: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => undefined),
          log: openLog('silent'),
          limitsOf: () => ({ requests: 1, perSeconds: 1, together: 1 }),
          reroute: reroutes(CONNECTORS, networkBase),
          trustedOrigins: new Set(),
        });
        return Promise.resolve({
          networks: connectNetworks(CONNECTORS, { gate, bases: networkBase, settings: {}, now }),
          grammars: CONNECTORS.map(({ addresses }) => addresses),
          now,
          close: () => gate.close(),
        });
      },
    },
  );
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, report: EnrichReport.parse(JSON.parse(out)), err };
}

const linksOf = (contacts: readonly ReportContact[], id: string) =>
  contacts.find((contact) => contact.id === id)?.links ?? [];

describe('kith enrich over a real AT Protocol network and recorded hosts', () => {
  it('finds those who can be found among a hundred lines, and says why', async () => {
    const { code, report } = await enrich(hundredLines(), { bluesky: at.appViewUrl, ...hosts.bases });
    const { contacts, summary } = report;
    const found = (id: string) => linksOf(contacts, id).map(({ url, status }) => [url, status]);

    expect(contacts.flatMap(({ failed }) => failed ?? [])).toEqual([]);
    expect(code).toBe(0);
    expect(contacts).toHaveLength(99);
    expect(found('ada')).toContainEqual([ADA, 'auto']);
    expect(linksOf(contacts, 'ada').flatMap(({ evidence }) => evidence)).toContainEqual(
      expect.objectContaining({ tier: 'verified' }),
    );
    expect(found('grace')).toContainEqual(['https://bsky.app/profile/grace.test', 'auto']);
    expect(found('grace')).toContainEqual(['https://gravatar.com/gracehopper', 'auto']);
    expect(found('alan')).toContainEqual(['https://bsky.app/profile/turing.test', 'auto']);
    expect(found('linus')).toContainEqual(['https://github.com/linus-dev', 'auto']);
    expect(summary.networks.every(({ asked, answered }) => asked === answered)).toBe(true);
  });

  it('does not take a namesake, an old handle or an account that fell silent for the person', async () => {
    const { report } = await enrich(hundredLines(), { bluesky: at.appViewUrl, ...hosts.bases });
    const statuses = (id: string) => linksOf(report.contacts, id).map(({ status }) => status);

    expect(statuses('kim')).not.toContain('auto');
    expect(statuses('old')).not.toContain('auto');
    expect(statuses('gone')).not.toContain('auto');
    expect(report.contacts.filter(({ id }) => id.startsWith('u')).flatMap(({ links }) => links)).toEqual([]);
  });

  it('says of each network that it could not be asked, and exits with 1, when there is no way out', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const bases = { bluesky: nowhere, github: nowhere, gravatar: nowhere, website: nowhere };
    const { code, report, err } = await enrich(hundredLines(), bases);

    expect(code).toBe(1);
    expect(err).toContain('no network could be asked');
    for (const { asked, answered, trouble } of report.summary.networks) {
      expect(asked).toBeGreaterThan(0);
      expect(answered).toBe(0);
      expect(trouble[0]?.says).toBe('is not answering');
    }
    expect(report.contacts.flatMap(({ links }) => links)).toEqual([]);
  });

  it('keeps what the others answer when one network is gone', async () => {
    const { code, report } = await enrich(hundredLines(), {
      bluesky: at.appViewUrl,
      ...hosts.bases,
      github: 'http://127.0.0.1:1',
    });
    expect(report.contacts.flatMap(({ failed }) => failed ?? [])).toEqual([]);
    expect(code).toBe(0);
    expect(linksOf(report.contacts, 'ada').map(({ url }) => url)).toContain(ADA);
    expect(report.summary.networks.find(({ network }) => network === 'github')).toMatchObject({
      answered: 0,
    });
  });
});
