import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { NetworkConnector, NetworkTools } from '../../../src/ports/network.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';

/** Ways in which a connector can be wrong, each planted alone. */
export const FAULTS = [
  'guesses what is missing',
  'looks at its own clock',
  'waits milliseconds instead of seconds',
  'does not read a date to wait for',
  'loses 401',
  'reads 403 as a spent budget',
  'reads every error as absence',
  'reads a server that is down as a refusal',
  'reads 404 as a failure',
  'loses the failure of its second request',
  'tries again by itself',
  'refuses fields it does not know',
  'shows the token in a message',
  'shows the token in a cause',
  'asks while it connects',
  'goes past the gate',
  'passes javascript: on',
  'follows pages without end',
  'puts the oldest post first',
  'repeats posts',
  'keys posts by their place in the list',
  'forgets the limit',
  'forgets since',
  'answers the whole crowd',
  'finds nobody by id',
  'has a token by default',
  'has no limit',
  'stands where its scaffold put it',
  'has a handle that its address does not lead back to',
] as const;
export type Fault = (typeof FAULTS)[number];

const ID = NetworkId.parse('sample');

const WireAccount = z.object({ id: z.string(), handle: z.string(), name: z.string() });
const WireLinks = z.object({ links: z.array(z.string()) });
const WireFound = z.object({ accounts: z.array(WireAccount) });
const WirePosts = z.object({
  posts: z.array(z.object({ id: z.string(), text: z.string(), at: z.coerce.date() })),
  next: z.string().optional(),
});

type Tools = NetworkTools<{ readonly base: string; readonly token?: string | undefined }>;

/** A small, right connector of a network that does not exist; with a fault, wrong in exactly that. */
export function sampleNetwork(fault?: Fault): NetworkConnector {
  const has = (one: Fault) => one === fault;
  return defineNetwork({
    id: ID,
    title: 'Sample',
    base: has('stands where its scaffold put it') ? 'https://sample.invalid' : 'https://sample.example',
    settings: z.object({
      token: has('has a token by default') ? z.string().default('s3cr3t-default') : z.string().optional(),
    }),
    addresses: {
      network: ID,
      title: 'Sample',
      hosts: ['sample.example'],
      paths: [/^\/@([A-Za-z0-9_]+)\/?(?:[?#]|$)/],
      handle: /^[a-z0-9_]{1,20}$/,
      fold: 'lower',
      reserved: [],
      url: has('has a handle that its address does not lead back to')
        ? 'https://sample.example/@the_{handle}'
        : 'https://sample.example/@{handle}',
      aliases: [],
    },
    limits: { requests: has('has no limit') ? 0 : 60, perSeconds: 60, together: 2 },
    terms: {
      deleteWithinHours: 24,
      mayMatchOutside: true,
      mayShowInFrame: true,
      needsConsent: false,
      clause: 'A network that exists only in tests allows everything.',
      source: 'https://sample.example/terms',
    },
    connect: (tools) => {
      if (has('asks while it connects'))
        tools.ask({ url: tools.settings.base, host: 'us' }, () => undefined).catch(() => undefined);
      return {
        profile: (at) => profile(tools, 'id' in at ? at.id : at.handle, 'id' in at, has),
        search: (name) => search(tools, name, has),
        posts: (of, range) => posts(tools, of, range, has),
      };
    },
  });
}

type Has = (fault: Fault) => boolean;

async function profile(tools: Tools, at: string, byId: boolean, has: Has): Promise<Profile | undefined> {
  if (byId && has('finds nobody by id')) return undefined;
  const account = await get(tools, `/accounts/${at}`, WireAccount, has);
  if (!account) return undefined;
  const links = await get(tools, `/accounts/${account.id}/links`, WireLinks, has).catch((error: unknown) => {
    if (has('loses the failure of its second request')) return undefined;
    throw error;
  });
  return profileOf(tools, account, links?.links ?? [], has);
}

function profileOf(
  tools: Tools,
  account: z.output<typeof WireAccount>,
  links: readonly string[],
  has: Has,
): Profile {
  const url = `https://sample.example/@${account.handle}`;
  const safe = links.filter((link) => has('passes javascript: on') || /^https?:/.test(link));
  return {
    network: ID,
    id: ProfileId.parse(account.id),
    handle: account.handle,
    url,
    name: account.name,
    emails: [],
    states: safe.map((link) => ({ url: link, where: 'link', proven: false })),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: {
      source: ID,
      url,
      fetchedAt: has('looks at its own clock') ? new Date() : tools.now(),
      basis: 'published by the person',
    },
  };
}

async function search(tools: Tools, name: string, has: Has): Promise<readonly Profile[]> {
  const found = await get(tools, `/search?q=${encodeURIComponent(name)}`, WireFound, has);
  const most = has('answers the whole crowd') ? 1_000 : 10;
  return (found?.accounts ?? []).slice(0, most).map((account) => profileOf(tools, account, [], has));
}

async function posts(tools: Tools, of: Profile, { since, limit }: Range, has: Has): Promise<readonly Post[]> {
  const found: Post[] = [];
  let next: string | undefined = '';
  for (let page = 0; next !== undefined && page < (has('follows pages without end') ? 60 : 5); page++) {
    const read: z.output<typeof WirePosts> | undefined = await get(
      tools,
      `/accounts/${of.id}/posts?next=${next}`,
      WirePosts,
      has,
    );
    const fresh = (read?.posts ?? []).map((post, at) =>
      postOf(
        tools,
        of,
        post,
        has('keys posts by their place in the list') ? `${found.length + at}-${limit}` : post.id,
      ),
    );
    found.push(...fresh.filter(({ id }) => has('repeats posts') || !found.some((one) => one.id === id)));
    next = read?.next;
  }
  return found
    .filter((post) => since === undefined || has('forgets since') || post.publishedAt >= since)
    .toSorted(
      (a, b) =>
        (b.publishedAt.getTime() - a.publishedAt.getTime()) * (has('puts the oldest post first') ? -1 : 1),
    )
    .slice(0, has('forgets the limit') ? undefined : limit);
}

function postOf(
  tools: Tools,
  of: Profile,
  post: { readonly text: string; readonly at: Date },
  key: string,
): Post {
  const id = PostId.parse(key);
  const url = `https://sample.example/posts/${key}`;
  return {
    network: ID,
    id,
    profile: of.id,
    url,
    kind: 'post',
    text: post.text,
    publishedAt: post.at,
    conversation: id,
    counts: {},
    provenance: { source: ID, url, fetchedAt: tools.now(), basis: 'published by the person' },
  };
}

async function get<S extends z.ZodType>(
  tools: Tools,
  path: string,
  schema: S,
  has: Has,
): Promise<z.output<S> | undefined> {
  const url = `${tools.settings.base}${path}`;
  const headers = {
    accept: 'application/json',
    ...(tools.settings.token && { authorization: `Bearer ${tools.settings.token}` }),
  };
  const once = () => {
    if (!has('goes past the gate'))
      return tools.ask({ url, host: 'us', headers }, (answer) => read(tools, answer, schema, has));
    return fetch(url, { headers }).then(async (response) => {
      const text = await response.text();
      return read(
        tools,
        {
          status: response.status,
          headers: response.headers,
          url,
          text,
          json: () => JSON.parse(text) as unknown,
        },
        schema,
        has,
      );
    });
  };
  try {
    return await once();
  } catch (error) {
    if (has('reads every error as absence')) return undefined;
    if (has('tries again by itself') && error instanceof Failure && error.kind === 'unavailable')
      return once();
    throw error;
  }
}

function read<S extends z.ZodType>(
  tools: Tools,
  answer: Answer,
  schema: S,
  has: Has,
): z.output<S> | undefined {
  const { status } = answer;
  const kind = kindOf(status, has);
  const wait = retryAfter(answer.headers.get('retry-after'), tools.now());
  const token = has('shows the token in a message') ? ` with ${tools.settings.token}` : '';
  const cause = has('shows the token in a cause')
    ? new Error('refused', { cause: { sent: tools.settings.token } })
    : undefined;
  if (kind)
    throw new Failure(kind, `Sample answered ${status}${token}`, {
      retryAfterMs: waitOf(wait, answer, has),
      cause,
    });
  if (status === 404 || (status === 401 && has('loses 401'))) return undefined;
  const parsed = (has('refuses fields it does not know') ? strict(schema) : schema).safeParse(answer.json());
  if (parsed.success) return parsed.data as z.output<S>;
  if (has('guesses what is missing'))
    return { id: '1', handle: 'ada', name: '', links: [], posts: [], accounts: [] } as z.output<S>;
  throw new Failure('malformed', 'Sample answered in an unknown shape', { cause: parsed.error });
}

function kindOf(status: number, has: Has) {
  if (status === 401 && has('loses 401')) return undefined;
  if (status === 403 && has('reads 403 as a spent budget')) return 'rate-limited';
  if (status === 404 && has('reads 404 as a failure')) return 'rejected';
  if (status >= 500 && has('reads a server that is down as a refusal')) return 'rejected';
  return failureOfStatus(status);
}

function waitOf(wait: number | undefined, answer: Answer, has: Has): number | undefined {
  if (has('does not read a date to wait for') && /[a-z]/i.test(answer.headers.get('retry-after') ?? ''))
    return undefined;
  return wait !== undefined && has('waits milliseconds instead of seconds') ? wait / 1_000 : wait;
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}
