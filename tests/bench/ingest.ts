import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { hubspotEvent } from '../support/signed.ts';
import { startServer } from './server.ts';
import { load, median, percentile, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const ROUNDS = 3;
const TOGETHER = 64;
const SECONDS = 3;

/** Durable webhook acknowledgements a second, against the same route without a store behind it; in turn, one run. */
export async function benchIngest(): Promise<Ratio> {
  const servers = {
    store: await startServer('ingest-server.ts', 'store'),
    none: await startServer('ingest-server.ts', 'none'),
  };
  const perSecond = { store: [] as number[], none: [] as number[] };
  const p99 = { store: [] as number[], none: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of ['none', 'store'] as const) {
      const measured = await acknowledge(servers[kind].url, round === 0 ? 1 : SECONDS);
      // The first round warms up.
      if (round === 0) continue;
      perSecond[kind].push(measured.perSecond);
      p99[kind].push(percentile(measured.ms, 0.99));
    }
  }
  await Promise.all([servers.store.stop(), servers.none.stop()]);
  const [ours, theirs] = [median(perSecond.store), median(perSecond.none)];
  return {
    name: 'durable webhook acknowledgements / the same route with signature and parse, no store',
    ...{
      ours: round(ours, 0),
      theirs: round(theirs, 0),
      unit: 'requests/s',
      ratio: round(ours / theirs),
      aim: '≥ 0.75',
    },
    notes: { 'p99 ms': round(median(p99.store), 1), 'p99 ms without store': round(median(p99.none), 1) },
  };
}

let eventId = 0;

async function acknowledge(url: string, seconds: number) {
  const pool = new Pool(url, { connections: TOGETHER });
  const path = '/webhooks/hubspot';
  const work = async () => {
    const body = JSON.stringify([hubspotEvent({ eventId: ++eventId, portalId: 77, objectId: eventId })]);
    const stamp = String(Date.now());
    const signature = createHmac('sha256', 'bench')
      .update(`POST${url}${path}${body}${stamp}`)
      .digest('base64');
    const answer = await pool.request({
      ...{ method: 'POST', path, body },
      headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': stamp },
    });
    await answer.body.dump();
    if (answer.statusCode !== 204) throw new Error(`the route answered ${answer.statusCode}`);
  };
  const measured = await load(work, { together: TOGETHER, seconds });
  await pool.close();
  return measured;
}
