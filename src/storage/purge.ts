import type { Session } from './transaction.ts';

/** Children first, so that no key is left pointing at nothing. */
const TABLES = [
  'alert_post',
  'alert',
  'stream_hour',
  'heard',
  'unheard',
  'listening_day',
  'listening_question',
  'listening_rule',
  'listening',
  'subscription',
  'mention',
  'mention_host',
  'rule_field',
  'rule_window',
  'rule_match',
  'rule',
  'outgoing_sending',
  'outgoing_event',
  'outgoing_endpoint',
  'link',
  'signal',
  'profile_job',
  'found',
  'weighed',
  'profile_key',
  'contact_key',
  'name_count',
  'merged',
  'model',
  'verdict',
  'consent',
  'asked',
  'field_trail',
  'outbox',
  'written',
  'shown',
  'bulk',
  'cursor',
  'post',
  'post_removed',
  'profile_handle',
  'profile',
  'contact',
  'erased',
  'tombstone',
  'erasure_asked',
  'erasure_salt',
  'delivery',
  'event_seen',
  'secret',
  'call_count',
  'spending',
  'governance_history',
  'governance',
  'installation',
] as const;

/** Removes an installation with everything that was kept for it; work that waits for it goes too. */
export async function purge(s: Session): Promise<void> {
  await s.client.query(`delete from pgboss.job where data ->> 'installation' = $1`, [s.installation]);
  for (const table of TABLES) {
    await s.client.query(`delete from kith.${table} where installation_id = $1`, [s.installation]);
  }
}
