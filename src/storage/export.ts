import type pg from 'pg';
import type { InstallationId } from '../core/ids.ts';

/**
 * What is kept for an installation and worth having: not its secrets, and not what is derived from the rest to find
 * and count it. The inbox's bodies are written as text.
 */
const TABLES = {
  installation: 'to_jsonb(t)',
  governance: 'to_jsonb(t)',
  governance_history: 'to_jsonb(t)',
  call_count: 'to_jsonb(t)',
  spending: 'to_jsonb(t)',
  contact: `to_jsonb(t) - '{keys,names,was_keys,was_names,sort_name,search_text}'::text[]`,
  merged: 'to_jsonb(t)',
  profile: `to_jsonb(t) - '{filed,keys,names,was_keys,was_names}'::text[]`,
  profile_handle: 'to_jsonb(t)',
  profile_job: 'to_jsonb(t)',
  link: 'to_jsonb(t)',
  found: 'to_jsonb(t)',
  verdict: 'to_jsonb(t)',
  consent: 'to_jsonb(t)',
  erasure_asked: 'to_jsonb(t)',
  post: `to_jsonb(t) - '{conversation_key,url_key}'::text[]`,
  signal: 'to_jsonb(t)',
  asked: 'to_jsonb(t)',
  outbox: 'to_jsonb(t)',
  written: 'to_jsonb(t)',
  shown: `to_jsonb(t) - 'digest'`,
  bulk: 'to_jsonb(t)',
  field_trail: 'to_jsonb(t)',
  typed_between: 'to_jsonb(t)',
  outgoing_endpoint: 'to_jsonb(t)',
  outgoing_event: 'to_jsonb(t)',
  outgoing_sending: 'to_jsonb(t)',
  listening: 'to_jsonb(t)',
  listening_rule: 'to_jsonb(t)',
  listening_question: 'to_jsonb(t)',
  listening_day: 'to_jsonb(t)',
  heard: 'to_jsonb(t)',
  addition: `to_jsonb(t) - 'profile_hash'`,
  own_labels: `to_jsonb(t) - 'model'`,
  own_lesson: 'to_jsonb(t)',
  stream_hour: 'to_jsonb(t)',
  alert: 'to_jsonb(t)',
  alert_post: 'to_jsonb(t)',
  unheard: 'to_jsonb(t)',
  rule: 'to_jsonb(t)',
  rule_match: 'to_jsonb(t)',
  rule_field: 'to_jsonb(t)',
  subscription: `to_jsonb(t) - 'subscription_id'`,
  mention_host: 'to_jsonb(t)',
  mention: 'to_jsonb(t)',
  delivery: `to_jsonb(t) || jsonb_build_object('body', encode(t.body, 'escape'))`,
} as const;

/** Rows that are held in memory at once. */
const FETCH = 500;

/** Everything of one installation as of one moment, a line of JSON a row. */
export async function* exportLines(pool: pg.Pool, installation: InstallationId): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`select set_config('kith.installation', $1, true)`, [installation]);
    for (const [table, row] of Object.entries(TABLES)) {
      await client.query(
        `declare kept no scroll cursor for
         select json_build_object('table', '${table}', 'row', ${row})::text as line
         from kith.${table} t where installation_id = $1`,
        [installation],
      );
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`fetch ${FETCH} from kept`);
        for (const { line } of rows) yield `${line}\n`;
        if (rows.length < FETCH) break;
      }
      await client.query('close kept');
    }
  } finally {
    // Whoever stops reading leaves the transaction open: it ends with the connection's return.
    const ended = await client.query('rollback').then(
      () => undefined,
      (error: Error) => error,
    );
    client.release(ended);
  }
}
