import pg from 'pg';
import { Pool } from 'undici';
import { startServer } from './server.ts';
import { inTurn, load, round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

interface Served {
  readonly url: string;
  readonly app: pg.PoolConfig;
  readonly installation: string;
  readonly contacts: number;
}

const TOGETHER = 16;
const SECONDS = 2;

/** The rows of one record, as one would ask for them by hand: four plain statements. */
const ROWS = [
  'select * from kith.contact where installation_id = $1 and contact_id = $2',
  'select * from kith.link where installation_id = $1 and contact_id = $2',
  `select p.* from kith.profile p join kith.link l using (installation_id, network, profile_id)
   where p.installation_id = $1 and l.contact_id = $2`,
  `select o.* from kith.post o join kith.link l using (installation_id, network, profile_id)
   where o.installation_id = $1 and l.contact_id = $2 order by o.published_at desc limit 20`,
];

/** Records a second over HTTP, hot and cold, against the bare queries of the same rows. */
export async function benchPanel(): Promise<readonly Ratio[]> {
  const server = await startServer('panel-server.ts');
  const served = JSON.parse(server.url) as Served;
  const http = new Pool(served.url, { connections: TOGETHER });
  const bare = new pg.Pool({ ...served.app, max: TOGETHER });
  let n = 0;
  const next = () => String(n++ % served.contacts);
  const get = async (query: string) => {
    const answer = await http.request({ method: 'GET', path: `/records/${next()}${query}` });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`the panel answered ${answer.statusCode}`);
  };
  const rows = async () => {
    const client = await bare.connect();
    const id = next();
    await client.query('begin');
    await client.query("select set_config('kith.installation', $1, true)", [served.installation]);
    for (const sql of ROWS) await client.query(sql, [served.installation, id]);
    await client.query('commit');
    client.release();
  };
  const rate = (work: () => Promise<void>) => async () =>
    (await load(work, { together: TOGETHER, seconds: SECONDS })).perSecond;
  const measured = await inTurn(3, {
    bare: rate(rows),
    cold: rate(() => get('?cold')),
    hot: rate(() => get('')),
  });
  await Promise.all([http.close(), bare.end()]);
  await server.stop();
  const against = (ours: number) => ({
    ...{
      ours: round(ours, 0),
      theirs: round(measured.bare, 0),
      unit: 'records/s',
      ratio: round(ours / measured.bare),
    },
  });
  return [
    { name: 'panel record, hot / bare queries of the same rows', ...against(measured.hot), aim: '≥ 3' },
    { name: 'panel record, cold / bare queries of the same rows', ...against(measured.cold) },
  ];
}
