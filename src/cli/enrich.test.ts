import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../core/failure.ts';
import type { AddressGrammar } from '../core/identity/address.ts';
import { NetworkId, ProfileId } from '../core/ids.ts';
import type { Profile } from '../core/profile.ts';
import type { Network } from '../ports/network.ts';
import { enrichCommand } from './enrich.ts';
import type { EnrichOptions } from './enrich.ts';
import { EnrichReport } from './enrich-report.ts';

const PLAZA = NetworkId.parse('plaza');
const GRAMMAR: AddressGrammar = {
  network: PLAZA,
  title: 'Plaza',
  hosts: ['plaza.example'],
  paths: [/^\/@([a-z0-9]+)$/],
  handle: /^[a-z0-9]+$/,
  fold: 'lower',
  reserved: [],
  url: 'https://plaza.example/@{handle}',
  aliases: [],
};
const NOW = new Date('2026-03-01T10:00:00Z');

function profileOf(handle: string): Profile {
  const url = `https://plaza.example/@${handle}`;
  return {
    network: PLAZA,
    id: ProfileId.parse(`plaza-${handle}`),
    handle,
    url,
    name: handle,
    emails: [],
    states: [],
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: 'plaza', url, fetchedAt: NOW, basis: 'published by the person' },
  };
}

const OPEN: Network = {
  profile: (at) => Promise.resolve('handle' in at ? profileOf(at.handle) : undefined),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-enrich-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly csv: string;
  readonly network?: Network;
  readonly options?: Partial<EnrichOptions>;
  readonly interrupt?: AbortSignal;
}

/** The command on a file, with what it wrote and whether it let its networks go. */
async function run({ csv, network = OPEN, options, interrupt }: Run) {
  const file = join(folder, 'contacts.csv');
  await writeFile(file, csv);
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let closed = false;
  const code = await enrichCommand(
    { file, networkBase: {}, ...options },
    {
      stdout,
      stderr,
      isTty: false,
      ...(interrupt && { interrupt }),
      connect: () =>
        Promise.resolve({
          networks: new Map([[PLAZA, network]]),
          grammars: [GRAMMAR],
          now: () => NOW,
          close: async () => {
            closed = true;
          },
        }),
    },
  );
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr), closed };
}

const silent: Network = { profile: () => Promise.reject(new Failure('unavailable', 'nobody listens')) };

describe('kith enrich', () => {
  it('prints one JSON document with the links of every contact in the order of the file', async () => {
    const { code, out, closed } = await run({
      csv: 'id,name,handles\n1,Ada,plaza:ada\n2,Bo,https://plaza.example/@bo\n3,Cy,\n',
      options: { json: true },
    });
    const report = EnrichReport.parse(JSON.parse(out));

    expect(code).toBe(0);
    expect(closed).toBe(true);
    expect(report.contacts.map(({ id, links }) => [id, links.map(({ url }) => url)])).toEqual([
      ['1', ['https://plaza.example/@ada']],
      ['2', ['https://plaza.example/@bo']],
      ['3', []],
    ]);
    expect(report.contacts[0]?.links[0]?.because).not.toBe('');
    expect(report.contacts[0]?.links[0]?.evidence.length).toBeGreaterThan(0);
    expect(report.summary).toMatchObject({ contacts: 3, nobody: 1, failed: 0, interrupted: false });
  });

  it('prints for people unless told otherwise', async () => {
    const { out } = await run({ csv: 'id,name,handles\n1,Ada,plaza:ada\n' });
    expect(out).toMatch(/^Ada \(1\)\n/);
    expect(out).toContain('1 contact:');
    expect(out).toContain('Plaza: asked about 1, answered about 1');
  });

  it('prints CSV, and the summary beside it', async () => {
    const { out, err } = await run({ csv: 'id,name,handles\n1,Ada,plaza:ada\n', options: { csv: true } });
    expect(out).toMatch(/^id,name,network,.*\n1,Ada,plaza,ada,/);
    expect(out).not.toContain('contact:');
    expect(err).toContain('1 contact:');
  });

  it('says that a network is unreachable, asks it no more after three contacts, and exits with 1', async () => {
    let asked = 0;
    const network: Network = {
      profile: (at) => {
        asked += 1;
        return silent.profile(at);
      },
    };
    const rows = Array.from({ length: 100 }, (_, i) => `${i},P${i},plaza:p${i}`);
    const { code, out, err } = await run({
      csv: ['id,name,handles', ...rows].join('\n'),
      network,
      options: { json: true },
    });

    expect(code).toBe(1);
    expect(err).toContain('no network could be asked');
    expect(EnrichReport.parse(JSON.parse(out)).summary.networks).toEqual([
      {
        network: 'plaza',
        title: 'Plaza',
        asked: 100,
        answered: 0,
        trouble: [{ says: 'is not answering', contacts: 100 }],
      },
    ]);
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('exits with 0 when some contacts were answered and others were not', async () => {
    const network: Network = {
      profile: (at) => ('handle' in at && at.handle === 'bo' ? silent.profile(at) : OPEN.profile(at)),
    };
    const { code, out } = await run({ csv: 'id,handles\n1,plaza:ada\n2,plaza:bo\n', network });
    expect(code).toBe(0);
    expect(out).toContain('! plaza is not answering');
  });

  it('names the broken rows and the columns without use, and looks up the others', async () => {
    const { code, out, err } = await run({
      csv: 'id,name,handles,score\n1,Ada,plaza:ada,3\n2,Bo,x,y,z\n',
      options: { json: true },
    });
    expect(code).toBe(0);
    expect(err).toContain('columns without use here: score');
    expect(err).toContain('line 3 is left out');
    expect(EnrichReport.parse(JSON.parse(out)).contacts.map(({ id }) => id)).toEqual(['1']);
  });

  it('prints what it knows by then when it is interrupted', async () => {
    const stop = new AbortController();
    const network: Network = {
      profile: (at) => {
        if (!('handle' in at) || at.handle === 'ada') return OPEN.profile(at);
        setImmediate(() => stop.abort());
        return Promise.withResolvers<undefined>().promise;
      },
    };
    const { code, out, closed } = await run({
      csv: 'id,handles\n1,plaza:ada\n2,plaza:bo\n3,plaza:cy\n',
      network,
      options: { json: true, concurrency: 1 },
      interrupt: stop.signal,
    });
    const { contacts, summary } = EnrichReport.parse(JSON.parse(out));

    expect(code).toBe(130);
    expect(contacts.map(({ id }) => id)).toEqual(['1']);
    expect(summary.interrupted).toBe(true);
    expect(closed).toBe(true);
  });

  it('names the contact on which Kith itself failed, and goes on', async () => {
    const network: Network = {
      profile: (at) =>
        'handle' in at && at.handle === 'bo' ? Promise.reject(new TypeError('a bug')) : OPEN.profile(at),
    };
    const { code, out } = await run({ csv: 'id,handles\n1,plaza:bo\n2,plaza:ada\n', network });
    expect(code).toBe(1);
    expect(out).toContain('Kith failed on this contact: a bug');
    expect(out).toContain('https://plaza.example/@ada');
  });

  it.each<[string, Run, RegExp]>([
    [
      'there is no such file',
      { csv: '', options: { file: '/nowhere/contacts.csv' } },
      /no file \/nowhere\/contacts\.csv/,
    ],
    ['the file is a folder', { csv: '', options: { file: tmpdir() } }, /is a folder/],
    ['no column helps', { csv: 'sku,price\n1,2\n' }, /found "sku", "price"/],
    ['every row is broken', { csv: 'name,email\na,b,c\n' }, /no row of the file could be read/],
    [
      'the network is unknown',
      { csv: 'name\nAda\n', options: { networks: ['plazza'] } },
      /"plazza": there are plaza/,
    ],
    [
      'a base is for an unknown network',
      { csv: 'name\nAda\n', options: { networkBase: { hub: 'http://a.example' } } },
      /"hub"/,
    ],
    [
      'two formats are wanted',
      { csv: 'name\nAda\n', options: { json: true, csv: true } },
      /one of --json and --csv/,
    ],
    ['it is to hurry too much', { csv: 'name\nAda\n', options: { concurrency: 1000 } }, /from 1 to 32/],
  ])('exits with 2 and the cure when %s', async (_, what, says) => {
    const { code, err, out } = await run(what);
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(out).toBe('');
  });
});
