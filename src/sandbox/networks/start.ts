import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BlueskyAccount, SamplePerson, SamplePost } from '../people/person.ts';
import { blueskySimulator } from './bluesky.ts';
import type { Budget } from './budget.ts';
import { githubSimulator } from './github.ts';
import { gravatarSimulator } from './gravatar.ts';
import type { Asking, Reply } from './reply.ts';
import { websitesSimulator } from './websites.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

interface Budgets {
  readonly bluesky: Budget;
  readonly github: Budget;
  readonly githubSearch: Budget;
  readonly gravatar: Budget;
}

/**
 * What the networks allow to those who bring a key; except GitHub's search (30 a minute), because the sample workspace
 * asks in its first minute what an installation asks in an hour.
 */
const BUDGETS: Budgets = {
  bluesky: { requests: 3000, perSeconds: 300 },
  github: { requests: 5000, perSeconds: 3600 },
  githubSearch: { requests: 300, perSeconds: 60 },
  gravatar: { requests: 1000, perSeconds: 3600 },
};

export interface NetworksOptions {
  readonly people: readonly SamplePerson[];
  /** Posts are as old as they say at the moment of the start. */
  readonly now: () => Date;
  /** On the loopback interface; 0 or absent: any free one. */
  readonly port?: number;
  readonly budgets?: Partial<Budgets>;
}

/** Simulated networks. What is done to them directly is what their people do there. */
export interface Networks {
  /** Network id → where it is reached; `website` takes every host, told by `Host`. */
  readonly bases: Readonly<Record<'bluesky' | 'github' | 'gravatar' | 'website', string>>;
  readonly origin: string;
  /** Somebody posts on Bluesky, now. */
  say(key: string, post: Omit<SamplePost, 'minutesAgo'>): void;
  /** Anything else about somebody changes. @throws Error when nobody has this key. */
  change(key: string, how: (person: SamplePerson) => SamplePerson): void;
  /** Changes the Bluesky account: another handle, another bio, silence. */
  changeBluesky(key: string, change: Partial<BlueskyAccount>): void;
  /** How often each was asked. */
  requests(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

type Simulator = (asking: Asking) => Reply;

/** Starts simulators of the networks on the loopback interface: one server, told apart by path, websites by host. */
export async function startNetworks(options: NetworksOptions): Promise<Networks> {
  const world = openWorld(options.people, options.now);
  const counts = new Map<string, number>();
  const answer = router(world, { ...BUDGETS, ...options.budgets });
  const server = createServer((request, response) => {
    const { network, asking, reply } = answer(readRequest(request), ownHost(server));
    counts.set(network, (counts.get(network) ?? 0) + 1);
    send(response, asking, reply);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://${ownHost(server)}`;
  return {
    bases: {
      bluesky: `${origin}/bluesky`,
      github: `${origin}/github`,
      gravatar: `${origin}/gravatar/v3`,
      website: origin,
    },
    origin,
    ...changes(world),
    requests: () => Object.fromEntries(counts),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A request that names this server itself is for the network its path begins with; any other is for a website. */
function router(world: World, budgets: Budgets) {
  const websites = websitesSimulator(world);
  const simulators = new Map<string, Simulator>([
    ['bluesky', blueskySimulator(world, budgets.bluesky)],
    ['github', githubSimulator(world, { core: budgets.github, search: budgets.githubSearch })],
    ['gravatar', gravatarSimulator(world, budgets.gravatar)],
  ]);
  return (asked: Asking, ownHost: string) => {
    const [, first = '', ...rest] = asked.url.pathname.split('/');
    const simulator = asked.host === ownHost ? simulators.get(first) : undefined;
    if (!simulator) return { network: 'website', asking: asked, reply: websites(asked) };
    const url = new URL(`/${rest.join('/')}${asked.url.search}`, asked.url);
    const asking = { ...asked, url };
    return { network: first, asking, reply: simulator(asking) };
  };
}

function changes(world: World): Pick<Networks, 'say' | 'change' | 'changeBluesky'> {
  return {
    say: (key, post) => {
      const minutesAgo = (world.startedAt.getTime() - world.now().getTime()) / 60_000;
      world.change(key, (one) =>
        withBluesky(one, ({ posts }) => ({ posts: [{ ...post, minutesAgo }, ...posts] })),
      );
    },
    change: world.change,
    changeBluesky: (key, change) => world.change(key, (one) => withBluesky(one, () => change)),
  };
}

function ownHost(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function withBluesky(
  one: SamplePerson,
  change: (account: BlueskyAccount) => Partial<BlueskyAccount>,
): SamplePerson {
  if (!one.bluesky) throw new Error(`${one.key} has no Bluesky account`);
  return { ...one, bluesky: { ...one.bluesky, ...change(one.bluesky) } };
}

function readRequest({ method = 'GET', url = '/', headers }: IncomingMessage): Asking {
  const host = headers.host ?? '';
  const parsed = URL.parse(url, 'http://simulator') ?? new URL('http://simulator/');
  return { method, url: parsed, host, authorised: headers.authorization !== undefined };
}

function send(response: ServerResponse, { method }: Asking, reply: Reply): void {
  const allowed = method === 'GET' || method === 'HEAD';
  const { status, headers = {}, body } = allowed ? reply : { status: 405, body: '' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'x-simulated-by': 'kith-sample-workspace', ...headers });
  response.end(method === 'HEAD' ? '' : text);
}
