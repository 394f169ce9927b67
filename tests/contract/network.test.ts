import { CHECKS, networkContract } from './network.ts';
import type { NetworkKit } from './network/kit.ts';
import { FAULTS, sampleNetwork } from './network/sample.ts';
import type { Fault } from './network/sample.ts';
import type { Reply, Site } from './stage.ts';
import { isNotSoft } from './planted-faults.ts';

const ada = { id: '1815', handle: 'ada', name: 'Ada Lovelace' };
const day = (n: number) => ({ id: `p${n}`, text: `On day ${n}`, at: `2026-02-0${n}T12:00:00Z` });
const crowd = Array.from({ length: 40 }, (_, i) => ({ ...ada, id: i === 0 ? ada.id : `c${i}` }));

/** The last post of a page stands again at the top of the next one, as it does while somebody writes. */
const pages: Readonly<Record<string, unknown>> = {
  '': { posts: [day(5), day(4)], next: 'b' },
  b: { posts: [day(4), day(3), day(2)] },
};

function site(endless = false): Site {
  return ({ url }): Reply => {
    if (url.pathname === '/search') return { body: { accounts: crowd } };
    if (url.pathname.endsWith('/links'))
      return { body: { links: ['https://ada.example/', 'javascript:alert(1)'] } };
    if (!url.pathname.endsWith('/posts')) return { body: ada };
    return { body: endless ? { posts: [day(5)], next: 'again' } : pages[url.searchParams.get('next') ?? ''] };
  };
}

const kit: NetworkKit = {
  origin: 'https://sample.example',
  settings: { token: 'tok-fictional-123' },
  secret: 'tok-fictional-123',
  known: {
    handle: 'ada',
    id: '1815',
    name: 'Ada Lovelace',
    site: site(),
    says: { name: 'Ada Lovelace', url: 'https://sample.example/@ada' },
  },
  unknown: { handle: 'nobody', id: '404', site: () => ({ status: 404, body: { error: 'unknown user' } }) },
  endless: site(true),
};

/** Which sentence of the contract has to break on which fault. */
const KILLED_BY: Readonly<Record<Fault, RegExp>> = {
  'guesses what is missing': /malformed/,
  'looks at its own clock': /injected clock/,
  'waits milliseconds instead of seconds': /Retry-After/,
  'does not read a date to wait for': /Retry-After/,
  'loses 401': /401 and 403/,
  'reads 403 as a spent budget': /401 and 403/,
  'reads every error as absence': /5xx/,
  'reads a server that is down as a refusal': /5xx/,
  'reads 404 as a failure': /not there/,
  'loses the failure of its second request': /every request/,
  'tries again by itself': /none of them twice/,
  'refuses fields it does not know': /fields it does not know/,
  'shows the token in a message': /secret/,
  'shows the token in a cause': /secret/,
  'asks while it connects': /while it connects/,
  'goes past the gate': /way out is closed/,
  'passes javascript: on': /http\(s\)/,
  'follows pages without end': /ends/,
  'puts the oldest post first': /newest first/,
  'repeats posts': /without repeats/,
  'keys posts by their place in the list': /stable keys/,
  'forgets the limit': /within the range/,
  'forgets since': /within the range/,
  'answers the whole crowd': /by name/,
  'finds nobody by id': /by id/,
  'has a token by default': /no secret by default/,
  'has no limit': /positive limits/,
  'stands where its scaffold put it': /leaves nothing of its scaffold/,
  'has a handle that its address does not lead back to': /canonical address/,
};

networkContract(sampleNetwork(), kit);

isNotSoft('a network', {
  ...{ checks: CHECKS, faults: FAULTS, killedBy: KILLED_BY },
  put: ({ run }, fault) => run(sampleNetwork(fault), kit),
});
