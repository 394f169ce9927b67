import type { RequestListener } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { NETWORKS } from '../../connectors/index.ts';
import { Failure } from '../../src/core/failure.ts';
import { NetworkId } from '../../src/core/ids.ts';
import { Post } from '../../src/core/post.ts';
import { Profile } from '../../src/core/profile.ts';
import { connectNetworks, reroutes } from '../../src/outbound/networks.ts';
import type { Testbed } from '../../src/outbound/testbed.ts';
import type { Network } from '../../src/ports/network.ts';
import { PLAYED } from './doors.ts';
import type { Door, Known } from './doors.ts';
import type { Exchange } from './exchange.ts';

export type PlayedNetwork = keyof typeof PLAYED;

/** What an answer behind a door led to: what was found, nothing, a named failure; or a fault of ours. */
export interface Outcome {
  readonly at: string;
  readonly door: string;
  readonly led: string;
  /** Whether the recording was made at this very door. */
  readonly atHome: boolean;
  readonly fault?: string;
}

interface Scene {
  readonly exchange: Exchange;
  readonly door: Door;
  readonly about: Known;
}

/** A loopback server that stands for the whole network, one recorded answer behind one door at a time. */
export async function openReplay(name: PlayedNetwork, bed: Testbed) {
  const played = PLAYED[name];
  let scene: Scene | undefined;
  const answer: RequestListener = (req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://here.invalid');
    if (scene?.door.path.test(pathname)) {
      const { status, headers, body } = scene.exchange;
      res.writeHead(status, headers).end(statusHasBody(status) ? body : undefined);
    } else {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify(scene && played.rest(pathname, scene.about)));
    }
  };
  const origin = await bed.serve(answer);
  const network = connected(name, origin, bed);
  return {
    play: async (exchange: Exchange): Promise<readonly Outcome[]> => {
      const about = played.about(exchange);
      const outcomes: Outcome[] = [];
      for (const [title, door] of Object.entries(played.doors)) {
        scene = { exchange, door, about };
        const path = URL.parse(exchange.url ?? '')?.pathname.replace(/\/$/, '') ?? '';
        const where = { at: exchange.at, door: title, atHome: door.path.test(path) };
        outcomes.push({ ...where, ...(await put(door, network, about)) });
      }
      return outcomes;
    },
  };
}

const statusHasBody = (status: number) => status >= 200 && status !== 204 && status !== 304;

function connected(name: PlayedNetwork, origin: string, bed: Testbed): Network {
  const connectors = NETWORKS.filter(({ id }) => id === name);
  const bases = { [name]: origin };
  const gate = bed.gate({
    ...{ attempts: 1, reroute: reroutes(connectors, bases) },
    peoplesHosts: { requests: 2_000, perSeconds: 1, together: 4 },
  });
  const settings = { [name]: PLAYED[name].settings(origin) };
  const networks = connectNetworks(connectors, { gate, now: () => new Date(), bases, settings });
  const network = networks.get(NetworkId.parse(name));
  if (!network) throw new Error(`${name} is not connected: its settings lack something`);
  return network;
}

const Found = z.union([Profile, z.array(z.union([Post, Profile])), z.undefined()]);

async function put(door: Door, network: Network, about: Known): Promise<Pick<Outcome, 'led' | 'fault'>> {
  try {
    const found: unknown = await door.ask(network, about);
    const read = Found.safeParse(found);
    if (!read.success) return { led: 'fault', fault: z.prettifyError(read.error) };
    return { led: said(read.data) };
  } catch (error) {
    if (error instanceof Failure) return { led: error.kind };
    return { led: 'fault', fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function said(found: z.output<typeof Found>): string {
  if (found === undefined || isDeepStrictEqual(found, [])) return 'nothing';
  return Array.isArray(found) ? 'posts or profiles' : 'a profile';
}

/** How many of each, by door, as lines for a person. */
export function tallied(outcomes: readonly Outcome[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { door, led } of outcomes)
    counts.set(`${door}: ${led}`, (counts.get(`${door}: ${led}`) ?? 0) + 1);
  return [...counts].toSorted().map(([what, times]) => `${what} ${times}`);
}
