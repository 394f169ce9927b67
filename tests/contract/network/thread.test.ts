import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NETWORKS } from '../../../connectors/index.ts';
import { PostId } from '../../../src/core/ids.ts';
import { NOW } from '../stage.ts';
import type { Site } from '../stage.ts';
import { THREAD_CHECKS, threadContract } from './thread.ts';
import type { ThreadKit } from './thread-kit.ts';
import { sampleThread, THREAD_FAULTS } from './thread-sample.ts';
import type { ThreadFault } from './thread-sample.ts';
import { isNotSoft } from '../planted-faults.ts';

const ada = { id: '1815', handle: 'ada' };
const said = (n: number, more: object = {}) => ({
  ...{ id: `p${n}`, by: ada, text: `Says ${n}`, at: '2026-02-01T12:00:00Z', ...more },
});
/** The last post of a page stands again at the top of the next one, as it does while somebody writes. */
const site: Site = ({ url }) => ({
  body:
    url.searchParams.get('from') === ''
      ? { posts: [said(1), said(2, { to: 'p1', deleted: true }), said(3, { to: 'p2' })], next: 'b' }
      : {
          posts: [said(3, { to: 'p2' }), said(4, { to: 'p1', by: { id: '7', handle: 'eve', hides: true } })],
        },
});
let pages = 0;

const kit: ThreadKit = {
  origin: 'https://sample.example',
  settings: { token: 'tok-fictional-123' },
  secret: 'tok-fictional-123',
  post: { id: PostId.parse('p3'), conversation: PostId.parse('p1'), url: 'https://sample.example/posts/p3' },
  site,
  found: [
    { post: { id: 'p1' }, by: { id: '1815' } },
    { post: { id: 'p3', inReplyTo: 'p2' } },
    { post: { id: 'p4', inReplyTo: 'p1' }, by: { id: '7' } },
  ],
  taken: ['p2'],
  reserved: ['7'],
  endless: () => {
    pages += 1;
    return { body: { posts: Array.from({ length: 10 }, (_, n) => said(pages * 10 + n)), next: `${pages}` } };
  },
};

/** Which sentence of the contract has to break on which fault. */
const KILLED_BY: Readonly<Record<ThreadFault, RegExp>> = {
  'looks at its own clock': /who said what/,
  'repeats posts': /each post once/,
  'keys posts by their place in the list': /ids of posts/,
  'names another author': /who said what/,
  'passes javascript: on': /who said what/,
  'keeps for ever': /terms allow/,
  'shows what was taken away': /taken away/,
  'lets answers to what was taken away answer nobody': /still says so/,
  'does not say who hides': /does not want to be shown/,
  'follows pages without end': /ends/,
  'forgets how many': /no more posts/,
  'reads absence as a failure': /where it is gone/,
  'asks about anything': /asks nothing/,
  'loses the failure of its second request': /whichever of its requests/,
  'tries again by itself': /none of them twice/,
  'waits milliseconds instead of seconds': /how long/,
  'guesses what is missing': /never guesses/,
  'refuses fields it does not know': /fields it does not know/,
  'shows the token in a message': /secret/,
};

threadContract(sampleThread(), kit);

isNotSoft('a network whose threads are read', {
  ...{ checks: THREAD_CHECKS, faults: THREAD_FAULTS, killedBy: KILLED_BY },
  put: ({ run }, fault) => run(sampleThread(fault), kit),
});

it('every network whose threads are read is put to the contract', () => {
  const ask = () => Promise.reject(new Error('it was asked'));
  const reading = NETWORKS.filter((one) => {
    const settings = { ...(one.settings.parse({}) as object), base: one.base || 'https://kith.invalid' };
    return one.connect({ ask, now: () => NOW, settings }).thread;
  });
  expect(reading.length).toBeGreaterThanOrEqual(3);
  for (const { id } of reading) {
    const path = new URL(`../../../connectors/network/${id}/thread.test.ts`, import.meta.url);
    expect(existsSync(path) && readFileSync(path, 'utf8').includes('threadContract('), id).toBe(true);
  }
});
