import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import type { NetworkConnector, NetworkTools } from '../../../src/ports/network.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import { sampleNetwork } from './sample.ts';

/** Ways in which reading a thread can be wrong, each planted alone. */
export const THREAD_FAULTS = [
  'looks at its own clock',
  'repeats posts',
  'keys posts by their place in the list',
  'names another author',
  'passes javascript: on',
  'keeps for ever',
  'shows what was taken away',
  'lets answers to what was taken away answer nobody',
  'does not say who hides',
  'follows pages without end',
  'forgets how many',
  'reads absence as a failure',
  'asks about anything',
  'loses the failure of its second request',
  'tries again by itself',
  'waits milliseconds instead of seconds',
  'guesses what is missing',
  'refuses fields it does not know',
  'shows the token in a message',
] as const;
export type ThreadFault = (typeof THREAD_FAULTS)[number];

const KEEP_DAYS = 30;
const PAGES = 20;

const WireSaid = z.object({
  id: z.string(),
  by: z.object({ id: z.string(), handle: z.string(), hides: z.boolean().default(false) }),
  text: z.string(),
  at: z.coerce.date(),
  to: z.string().optional(),
  deleted: z.boolean().default(false),
});
type WireSaid = z.output<typeof WireSaid>;
const WirePage = z.object({ posts: z.array(WireSaid), next: z.string().optional() });

type Tools = NetworkTools<{ readonly base: string; readonly token?: string | undefined }>;
type Has = (fault: ThreadFault) => boolean;

/** The sample network, whose threads are read: right, or with a fault, wrong in exactly that. */
export function sampleThread(fault?: ThreadFault): NetworkConnector {
  const plain = sampleNetwork();
  const has: Has = (one) => one === fault;
  return {
    ...plain,
    terms: { ...plain.terms, keepForDays: KEEP_DAYS },
    connect: (tools) => ({
      ...plain.connect(tools),
      thread: (post, most) => thread(tools as Tools, post, most, has),
    }),
  };
}

async function thread(tools: Tools, post: Post, most: number, has: Has): Promise<readonly Mention[]> {
  const root = post.conversation;
  if (!/^p\d+$/.test(root) && !has('asks about anything')) return [];
  const found = (await pages(tools, root, has)).filter(
    (one) => !one.deleted || has('shows what was taken away'),
  );
  const once = has('repeats posts') ? found : [...new Map(found.map((one) => [one.id, one])).values()];
  const gone = new Set(found.map(({ id }) => id));
  return once.slice(0, has('forgets how many') ? undefined : most).map((one, at) => {
    const key = has('keys posts by their place in the list') ? `p${900 + at}` : one.id;
    const lost = has('lets answers to what was taken away answer nobody') && !gone.has(one.to ?? '');
    return mentionOf(tools, { ...one, id: key, to: lost ? undefined : one.to }, root, has);
  });
}

async function pages(tools: Tools, root: string, has: Has): Promise<readonly WireSaid[]> {
  const found: WireSaid[] = [];
  let next: string | undefined = '';
  const pagesAtMost = has('follows pages without end') ? 200 : PAGES;
  for (let page = 0; next !== undefined && page < pagesAtMost; page++) {
    const read: z.output<typeof WirePage> | undefined = await get(
      tools,
      `/threads/${encodeURIComponent(root)}?from=${next}`,
      has,
    ).catch((error: unknown) => {
      if (page > 0 && has('loses the failure of its second request')) return undefined;
      throw error;
    });
    found.push(...(read?.posts ?? []));
    next = read?.next;
  }
  return found;
}

function mentionOf(tools: Tools, said: WireSaid, root: string, has: Has): Mention {
  const fetchedAt = has('looks at its own clock') ? new Date() : tools.now();
  const keepUntil = new Date(fetchedAt.getTime() + KEEP_DAYS * (has('keeps for ever') ? 1e9 : 86_400_000));
  const url = `${has('passes javascript: on') ? 'javascript:' : ''}https://sample.example/posts/${said.id}`;
  const provenance = {
    source: 'sample',
    url,
    fetchedAt,
    keepUntil,
    basis: 'published by the person' as const,
  };
  const network = sampleNetwork().id;
  const by: Profile = {
    ...{ network, id: ProfileId.parse(said.by.id), handle: said.by.handle, url: 'https://sample.example/@x' },
    ...{ emails: [], states: [], counts: {}, standing: 'active', provenance },
    reserved: said.by.hides && !has('does not say who hides'),
  };
  const post: Post = {
    ...{ network, id: PostId.parse(said.id), url, kind: 'post', text: said.text, publishedAt: said.at },
    profile: has('names another author') ? ProfileId.parse('somebody') : by.id,
    ...{ conversation: PostId.parse(root), counts: {}, provenance },
    ...(said.to !== undefined && { inReplyTo: PostId.parse(said.to) }),
  };
  return { post, by };
}

async function get(tools: Tools, path: string, has: Has): Promise<z.output<typeof WirePage> | undefined> {
  const { base, token = '' } = tools.settings;
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const once = () =>
    tools.ask({ url: base + path, host: 'us', headers }, (answer) => read(answer, tools, has));
  return once().catch((error: unknown) => {
    if (has('tries again by itself') && error instanceof Failure && error.kind === 'unavailable')
      return once();
    throw error;
  });
}

function read(answer: Answer, { now, settings }: Tools, has: Has): z.output<typeof WirePage> | undefined {
  const { status, headers } = answer;
  const absent = status === 404 && has('reads absence as a failure');
  const kind = absent ? 'rejected' : failureOfStatus(status);
  if (kind) {
    const wait = retryAfter(headers.get('retry-after'), now());
    const retryAfterMs =
      wait !== undefined && has('waits milliseconds instead of seconds') ? wait / 1000 : wait;
    const token = has('shows the token in a message') ? ` with ${settings.token}` : '';
    throw new Failure(kind, `Sample answered ${status}${token}`, { retryAfterMs });
  }
  if (status === 404) return undefined;
  const shape = has('refuses fields it does not know') ? z.strictObject(WirePage.shape) : WirePage;
  const parsed = shape.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  if (has('guesses what is missing')) return { posts: [] };
  throw new Failure('malformed', 'Sample answered in an unknown shape', { cause: parsed.error });
}
