import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../connectors/index.ts';
import { NOW } from '../stage.ts';
import { DECLARATION } from './declaration.ts';
import { PUSH_CHECKS, pushContract } from './push.ts';
import type { Key, PushKit } from './push-kit.ts';
import { PUSH_FAULTS, samplePush, signSample } from './push-sample.ts';
import type { PushFault } from './push-sample.ts';
import { isNotSoft } from '../planted-faults.ts';

const key = (secret: string): Key => ({
  secret,
  sign: (body, at) => {
    const time = String(Math.floor(at.getTime() / 1000));
    return { 'x-sample-proof': signSample(body, secret, time), 'x-sample-time': time };
  },
});
const said = { kind: 'said', id: 'p1', by: '1815', text: 'On day one', at: '2026-02-01T12:00:00Z' };

const kit: PushKit = {
  keys: [key('sample-newer'), key('sample-older'), key('sample-stranger')],
  proof: 'x-sample-proof',
  time: 'x-sample-time',
  signs: 'the body',
  said: JSON.stringify(said),
  unsaid: JSON.stringify({ ...said, kind: 'unsaid' }),
  other: JSON.stringify({ ...said, id: 'p2' }),
  idle: [JSON.stringify({ kind: 'liked', id: 'p1' })],
  strange: JSON.stringify({ kind: 'said', text: 'On day one' }),
  words: 'On day one',
  visit: ({ secret }) => ({
    request: {
      ...{ method: 'GET', headers: {}, body: Buffer.alloc(0) },
      path: `/webhooks/sample/crm-1?hub.mode=subscribe&hub.challenge=c-2&hub.verify_token=${secret}`,
    },
    answer: 'c-2',
  }),
  handshakes: [{ body: '{"challenge":"c-1"}', status: 200, answer: 'c-1' }],
  published: {
    secret: 'shown-to-everybody',
    at: NOW,
    request: {
      ...{ method: 'POST', path: '/', body: Buffer.from('Hello') },
      headers: {
        'x-sample-time': '1772600767',
        'x-sample-proof': signSample('Hello', 'shown-to-everybody', '1772600767'),
      },
    },
  },
};

/** Which sentence of the contract has to break on which fault. */
const KILLED_BY: Readonly<Record<PushFault, RegExp>> = {
  'takes what is not signed': /no proof/,
  'takes an empty proof': /empty proof/,
  'takes any proof of the right length': /guessed|stranger/,
  'signs what it understood': /written anew/,
  'signs the text, trimmed': /fewer bytes/,
  'signs what it could decode': /encoding/,
  'signs the beginning only': /other bytes/,
  'signs nothing when there is no body': /no body/,
  'compares a beginning': /and more/,
  'compares what is there': /beginning/,
  'compares an ending': /beginning of the proof, or its end/,
  'looks for the proof among others': /among others/,
  'takes the first of several': /twice/,
  'takes any case': /capital/,
  'trims the proof': /space around/,
  'needs no prefix': /without its prefix/,
  'takes any algorithm': /another algorithm/,
  'takes a prefix alone': /prefix alone/,
  'takes the secret itself': /secret itself/,
  'takes anything where there is no secret': /no secret/,
  'knows only the newest secret': /either of two/,
  'knows one secret of everybody': /stranger/,
  'takes every method': /another method/,
  'looks into every header': /another name/,
  'drops letters that are none': /letters that are none/,
  'gives up on a long proof': /megabyte/,
  'needs no time': /no time/,
  'reads times in any form': /a time that is none/,
  'signs the time as a number': /another time/,
  'reads milliseconds too': /milliseconds/,
  'does not look at the time': /old delivery/,
  'looks only into the past': /future/,
  'has a narrower window': /as its window allows/,
  'answers before it verifies': /forged handshake/,
  'answers every visitor': /visit of a stranger/,
  'answers no visitor': /genuine visit/,
  'keeps handshakes': /answers a genuine handshake/,
  'throws on what is no JSON': /never throws/,
  'drops what is no JSON': /found among what failed/,
  'names deliveries by the clock': /same id when it is sent again/,
  'names all deliveries alike': /another the next/,
  'names events by the clock': /alike however often/,
  'dates events by the clock': /dated by the event/,
  'takes away under another id': /under which they were said/,
  'listens to everything': /none of our business/,
  'guesses what is missing': /malformed/,
  'shows words in an error': /shows nothing/,
  'refuses fields it does not know': /fields it does not know/,
  'signs another version': /publishes/,
  'says nothing to the admin': /in sentences/,
};

pushContract(samplePush(), kit);

isNotSoft('a network that calls', {
  ...{ checks: PUSH_CHECKS, faults: PUSH_FAULTS, killedBy: KILLED_BY },
  put: async ({ run }, fault) => run(samplePush(fault), kit),
});

it('every network that calls is put to the contract', () => {
  const calling = NETWORKS.filter(({ push }) => push);
  expect(calling.length).toBeGreaterThanOrEqual(2);
  for (const { id } of calling) {
    const path = new URL(`../../../connectors/network/${id}/push.test.ts`, import.meta.url);
    expect(existsSync(path) && readFileSync(path, 'utf8').includes('pushContract('), id).toBe(true);
  }
});

describe.each(NETWORKS.filter(({ onlyHeard }) => onlyHeard))('$title, which is only heard,', (connector) => {
  const nobody = { handle: 'nobody', id: '0', site: () => ({ status: 404, body: {} }) };
  // Whoever is only heard was not scaffolded: there is nobody who could be asked for.
  const declared = DECLARATION.filter(({ name }) => !name.includes('scaffold'));
  it.each(declared)('$name', ({ run }) =>
    run(connector, { origin: 'https://kith.invalid', known: { ...nobody, says: {} }, unknown: nobody }),
  );

  it('calls, and answers nothing when it is asked', async () => {
    expect(connector.push).toBeDefined();
    const settings = { base: '' };
    const ask = () => Promise.reject(new Error('it was asked'));
    const network = connector.connect({ ask, now: () => NOW, settings });
    expect(await network.profile({ id: '0' })).toBeUndefined();
  });
});
