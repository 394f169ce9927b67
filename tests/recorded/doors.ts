import { gunzipSync } from 'node:zlib';
import { ProfileId } from '../../src/core/ids.ts';
import { Profile } from '../../src/core/profile.ts';
import type { Network } from '../../src/ports/network.ts';
import type { Exchange } from './exchange.ts';

/** A question that is answered at a door: an endpoint of the network. */
export interface Door {
  /** The path at which it is. */
  readonly path: RegExp;
  ask(network: Network, about: Known): Promise<unknown>;
}

/** Who is asked about: whoever a recorded answer is about, so that it is believed. */
export interface Known {
  readonly handle: string;
  readonly id: string;
  readonly profile: Profile;
}

/** How a network is played: what is recorded stands behind one door at a time, the rest is as it has to be. */
export interface Played {
  /** Settings beside its base, at this origin. */
  settings(origin: string): Readonly<Record<string, string>>;
  readonly doors: Readonly<Record<string, Door>>;
  /** What every other door answers. */
  rest(path: string, about: Known): unknown;
  about(exchange: Exchange): Known;
}

const LIMIT = { limit: 50 };
const posts: Door['ask'] = (network, { profile }) => network.posts?.(profile, LIMIT) ?? Promise.resolve([]);
const byHandle: Door['ask'] = (network, { handle }) => network.profile({ handle });
const byId: Door['ask'] = (network, { id }) => network.profile({ id });

function known(network: string, id: string, handle: string, url: string): Known {
  const now = new Date('2026-03-01T12:00:00Z');
  const provenance = { source: network, url, fetchedAt: now, basis: 'published by the person' };
  const told = { emails: [], states: [], counts: {}, standing: 'active', reserved: false, provenance };
  return { handle, id, profile: Profile.parse({ network, id: ProfileId.parse(id), handle, url, ...told }) };
}

/** The body as text, whatever it was packed in. */
export function textOf({ headers, body }: Exchange): string {
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
}

const firstIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1];

const x: Played = {
  settings: () => ({ bearerToken: 'fictional' }),
  doors: {
    'user by handle': { path: /\/by\/username\//, ask: byHandle },
    'user by id': { path: /\/2\/users\/\d+$/, ask: byId },
    posts: { path: /\/users\/\d+\/tweets$/, ask: posts },
  },
  rest: () => ({}),
  about: ({ url }) => {
    const id = firstIn(url ?? '', /\/users\/(\d+)\//) ?? '783214';
    return known('x', id, 'ada', 'https://x.com/ada');
  },
};

const reddit: Played = {
  settings: (signInAt) => ({
    ...{ clientId: 'fictional', clientSecret: 'fictional', username: 'kith_ops' },
    ...{ agreement: 'a recording', signInAt },
  }),
  doors: {
    about: { path: /^\/user\/[^/]+\/about$/, ask: byHandle },
    names: { path: /\/user_data_by_account_ids$/, ask: byId },
    submitted: { path: /^\/user\/[^/]+\/submitted$/, ask: posts },
    comments: { path: /^\/user\/[^/]+\/comments$/, ask: posts },
  },
  rest: (path, { handle }) => {
    if (path.endsWith('/access_token')) return { access_token: 'fictional', expires_in: 3_600 };
    const user = { kind: 't2', data: { id: 'ada', name: handle } };
    return path.endsWith('/about') ? user : { kind: 'Listing', data: { children: [] } };
  },
  about: (exchange) => {
    const author = firstIn(textOf(exchange), /"author": ?"([\w-]{3,20})"/) ?? 'ada';
    const id = firstIn(textOf(exchange), /"(t2_[a-z0-9]+)"/) ?? 't2_ada';
    return known('reddit', id, author.toLowerCase(), `https://www.reddit.com/user/${author}`);
  },
};

const channelOf = (id: string) => ({
  id,
  snippet: { title: 'Ada', description: '', publishedAt: '2020-01-01T00:00:00Z' },
  contentDetails: { relatedPlaylists: { uploads: id.replace(/^UC/, 'UU') } },
});

const youtube: Played = {
  settings: () => ({ apiKey: 'fictional' }),
  doors: {
    channels: { path: /\/channels$/, ask: byId },
    uploads: { path: /\/playlistItems$/, ask: posts },
    comments: { path: /\/commentThreads$/, ask: posts },
  },
  rest: (path, { id }) => ({
    kind: `youtube#${path.split('/').at(-1)?.replace(/s$/, '')}ListResponse`,
    items: path.endsWith('/channels') ? [channelOf(id)] : [],
  }),
  about: (exchange) => {
    const id = firstIn(textOf(exchange), /"(UC[\w-]{22})"/) ?? 'UCfictionalAdaLovelace00';
    return known('youtube', id, id, `https://www.youtube.com/channel/${id}`);
  },
};

const discourse: Played = {
  settings: () => ({ apiKey: 'fictional' }),
  doors: {
    member: { path: /\/u\/[^/]+\.json$/, ask: byHandle },
    'member by number': { path: /\/admin\/users\/\d+\.json$/, ask: byId },
    'members by address': {
      path: /\/admin\/users\/list\.json$/,
      ask: (network) => network.profileByEmail?.('ada@ada.example') ?? Promise.resolve(),
    },
    'members by name': {
      path: /\/u\/search\/users\.json$/,
      ask: (network) => network.search?.('Ada Lovelace') ?? Promise.resolve([]),
    },
    posts: { path: /\/user_actions\.json$/, ask: posts },
  },
  rest: (path) =>
    path.includes('/search/') ? { users: [] } : { user: { id: 7, username: 'ada', name: 'Ada Lovelace' } },
  about: (exchange) => {
    const id = firstIn(textOf(exchange), /"acting_user_id": ?(\d+)/) ?? '7';
    return known('discourse', id, 'ada', 'https://forum.example/u/ada');
  },
};

const SERVER = 'https://social.example';

/** Recorded at a server of a recorder's own; played as if it stood in the open. */
const fediverse: Played = {
  settings: () => ({}),
  doors: {
    account: { path: /\/api\/v1\/accounts\/lookup$/, ask: byHandle },
    statuses: { path: /\/api\/v1\/accounts\/[^/]+\/statuses$/, ask: posts },
    actor: { path: /\/(?:ap\/)?users\/[^/]+$/, ask: byId },
    webfinger: { path: /\/\.well-known\/webfinger$/, ask: byHandle },
    outbox: { path: /\/outbox$/, ask: posts },
  },
  rest: (path, { id, handle }) => {
    const name = handle.split('@')[0];
    if (path.endsWith('webfinger'))
      return {
        subject: `acct:${handle}`,
        links: [{ rel: 'self', type: 'application/activity+json', href: id }],
      };
    if (path.endsWith('/lookup')) return { id: id.split('/').at(-1), username: name, uri: id };
    if (path.endsWith('/statuses')) return [];
    return { id, type: 'Person', preferredUsername: name, inbox: `${id}/inbox`, outbox: `${id}/outbox` };
  },
  about: (exchange) => {
    const text = textOf(exchange);
    const id = firstIn(text, /"uri": ?"([^"]+\/users\/[^/"]+)"/) ?? `${SERVER}/users/ada`;
    const name = firstIn(text, /"username": ?"(\w+)"/) ?? 'ada';
    return known('fediverse', id, `${name.toLowerCase()}@social.example`, id);
  },
};

/** By the connector's name. */
export const PLAYED = { discourse, fediverse, reddit, x, youtube } as const satisfies Readonly<
  Record<string, Played>
>;
