import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { testbed } from '../../src/outbound/testbed.ts';
import { PLAYED, textOf } from './doors.ts';
import { exchangesIn, exchangesOf } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { openReplay, tallied } from './replay.ts';
import type { Outcome, PlayedNetwork } from './replay.ts';

/**
 * `KITH_RECORDED`: a folder outside the project with more recordings, in a folder for each network: `x`, `reddit`,
 * `fediverse`, `youtube`, `discourse`. What each led to is printed.
 */
const elsewhere = process.env['KITH_RECORDED'];
const ours = new URL('../../connectors/network', import.meta.url).pathname;
const names = Object.keys(PLAYED) as readonly PlayedNetwork[];
const bed = testbed();

async function playAll(name: PlayedNetwork, exchanges: readonly Exchange[]): Promise<readonly Outcome[]> {
  const replay = await openReplay(name, bed);
  const outcomes: Outcome[] = [];
  for (const exchange of exchanges) outcomes.push(...(await replay.play(exchange)));
  return outcomes;
}

const faultsOf = (outcomes: readonly Outcome[]) => outcomes.filter(({ led }) => led === 'fault');

describe('what a network really answered', () => {
  it.each(names)(
    'is read, or fails by name, behind whichever door of %s it stands',
    async (name) => {
      const theirs = join(elsewhere ?? '', name);
      const more = elsewhere !== undefined && existsSync(theirs) ? exchangesIn(theirs) : [];
      const outcomes = await playAll(name, [...exchangesIn(join(ours, name, 'fixtures')), ...more]);
      if (more.length > 0) process.stdout.write(`${lines(name, more.length, outcomes)}\n`);
      expect(faultsOf(outcomes)).toEqual([]);
      // What was recorded at the endpoint that is asked is understood there.
      expect(outcomes.filter(({ atHome, led }) => atHome && led === 'malformed')).toEqual([]);
      expect(outcomes.map(({ led }) => led)).toContain('a profile');
      expect(outcomes.map(({ led }) => led)).toContain('malformed');
    },
    600_000,
  );
});

const lines = (name: string, answers: number, outcomes: readonly Outcome[]) =>
  [`${name}: ${answers} answers besides ours, put`, ...tallied(outcomes)].join('\n  ');

describe('a recording', () => {
  const url = 'https://api.example/2/users/7';
  const headers = { 'Content-Type': ['application/json'], 'Retry-After': ['7'], Location: ['/elsewhere'] };
  const request = { method: 'GET', uri: url, headers: {}, body: null };
  const tape = (body: unknown) => ({
    interactions: [{ request, response: { status: { code: 429, message: 'Wait' }, headers, body } }],
    version: 1,
  });
  const kept = { url, status: 429, headers: { 'content-type': 'application/json', 'retry-after': '7' } };
  const words = '{"says":"ä"}';

  it.each([
    ['VCR’s YAML', 'a.yaml', stringify(tape({ string: words }))],
    ['VCR’s YAML with packed bytes', 'b.yaml', packedYaml()],
    ['betamax’s JSON', 'c.json', JSON.stringify(tape({ encoding: 'utf-8', string: words }))],
    ['betamax’s JSON with packed bytes', 'd.json', JSON.stringify(tape({ base64_string: packed() }))],
  ])('is read from %s, without the way to anywhere else', (_, file, text) => {
    const [exchange] = exchangesOf(file, Buffer.from(text));
    expect(exchange).toMatchObject(kept);
    expect(exchange?.headers).not.toHaveProperty('location');
    expect(exchange && textOf(exchange)).toBe(words);
  });

  it('may be a body alone, with the status that it names, if any', () => {
    expect(exchangesOf('e.json', Buffer.from(words))).toMatchObject([{ status: 200 }]);
    const refusal = Buffer.from('{"error":{"code":403,"message":"No"}}');
    expect(exchangesOf('f.json', refusal)).toMatchObject([{ status: 403 }]);
  });

  it('in a shape that nobody knows is named, not passed over', () => {
    expect(() => exchangesOf('g.json', Buffer.from('{"interactions":[{}]}'))).toThrow(
      'g.json is no cassette',
    );
  });

  function packed(): string {
    return gzipSync(words).toString('base64');
  }

  function packedYaml(): string {
    const text = stringify(tape({ string: 'HERE' }));
    return text.replace('string: HERE', `string: !!binary ${packed()}`);
  }
});
