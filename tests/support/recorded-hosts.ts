import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GitHub user; what is not given is empty, as it is for most people there. */
export interface RecordedGithubUser {
  readonly id: number;
  readonly name?: string;
  readonly company?: string;
  readonly location?: string;
  readonly blog?: string;
  readonly bio?: string;
}

export interface RecordedGravatar {
  readonly slug: string;
  readonly name: string;
  readonly company?: string;
  readonly location?: string;
  /** URLs that the owner proved by signing in. */
  readonly verified: readonly string[];
}

export interface Recordings {
  /** Login → user. */
  readonly github: Readonly<Record<string, RecordedGithubUser>>;
  /** E-mail address → profile. */
  readonly gravatar: Readonly<Record<string, RecordedGravatar>>;
  /** Host, with a path where it is not the front page → HTML. */
  readonly websites: Readonly<Record<string, string>>;
}

export interface RecordedHosts {
  /** For `--network-base`. */
  readonly bases: { readonly github: string; readonly gravatar: string; readonly website: string };
  /** `method host path` of everything asked. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** GitHub, Gravatar and the websites of the world on one loopback port, in the shapes that the real ones answer. */
export async function startRecordedHosts(recordings: Recordings): Promise<RecordedHosts> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://recorded');
    const host = request.headers.host ?? '';
    asked.push(`${request.method} ${host} ${request.url}`);
    const found = answer(recordings, host, url);
    if (typeof found === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(found);
    else
      response
        .writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(found ?? NOT_FOUND));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    bases: { github: `${origin}/github`, gravatar: `${origin}/gravatar/v3`, website: origin },
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const NOT_FOUND = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' };

/** HTML, a JSON value, or undefined for what is not there. */
function answer({ github, gravatar, websites }: Recordings, host: string, url: URL): unknown {
  const [api, ...rest] = url.pathname.split('/').filter(Boolean);
  if (api === 'github') return githubAnswer(github, rest, url.searchParams);
  if (api === 'gravatar') return gravatarAnswer(gravatar, rest.at(-1) ?? '');
  const place = `${host}${url.pathname}`.replace(/\/+$/, '');
  return Object.hasOwn(websites, place) ? websites[place] : undefined;
}

function githubAnswer(
  users: Recordings['github'],
  path: readonly string[],
  params: URLSearchParams,
): unknown {
  if (path[0] === 'search') return githubSearch(users, params.get('q') ?? '');
  const [, key = '', below] = path;
  const [login, user] =
    Object.entries(users).find(([login, { id }]) => [login, String(id)].includes(key)) ?? [];
  if (login === undefined || user === undefined) return undefined;
  return below === undefined ? githubUser(login, user) : [];
}

function githubSearch(users: Recordings['github'], q: string): unknown {
  const name = q
    .replaceAll(/\b\w+:\w+/g, '')
    .trim()
    .toLowerCase();
  const items = Object.entries(users)
    .filter(([, user]) => user.name?.toLowerCase().includes(name))
    .map(([login, { id }]) => ({ login, id, type: 'User', score: 1 }));
  return { total_count: items.length, incomplete_results: false, items };
}

/** `GET /users/{login}` as docs.github.com/rest/users/users shows it. */
function githubUser(login: string, user: RecordedGithubUser): unknown {
  const api = `https://api.github.com/users/${login}`;
  return {
    login,
    id: user.id,
    node_id: `U_${user.id}`,
    gravatar_id: '',
    type: 'User',
    site_admin: false,
    url: api,
    html_url: `https://github.com/${login}`,
    events_url: `${api}/events{/privacy}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    name: user.name ?? null,
    company: user.company ?? null,
    blog: user.blog ?? '',
    bio: user.bio ?? null,
    location: user.location ?? null,
    email: null,
    hireable: null,
    twitter_username: null,
    public_repos: 4,
    public_gists: 0,
    followers: 21,
    following: 3,
    created_at: '2014-02-03T10:20:30Z',
    updated_at: '2026-01-05T08:00:00Z',
  };
}

/** `GET /v3/profiles/{hash}` as docs.gravatar.com/rest shows it. */
function gravatarAnswer(profiles: Recordings['gravatar'], key: string): unknown {
  const [email, profile] =
    Object.entries(profiles).find(([email, { slug }]) => [sha256(email), slug].includes(key)) ?? [];
  if (email === undefined || profile === undefined) return undefined;
  return {
    hash: sha256(email),
    display_name: profile.name,
    profile_url: `https://gravatar.com/${profile.slug}`,
    avatar_url: `https://0.gravatar.com/avatar/${sha256(email)}`,
    avatar_alt_text: '',
    location: profile.location ?? '',
    description: '',
    job_title: '',
    company: profile.company ?? '',
    pronunciation: '',
    pronouns: '',
    verified_accounts: profile.verified.map((url) => ({
      service_type: 'web',
      service_label: 'Web',
      service_icon: '',
      is_hidden: false,
      url,
    })),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
