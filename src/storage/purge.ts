import type { Session } from './transaction.ts';

/** Children first, so that no key is left pointing at nothing. */
const TABLES = [
  'own_lesson',
  'own_labels',
  'alert_post',
  'alert',
  'stream_hour',
  'addition',
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
  'rule_waiting',
  'rule_window',
  'rule_match',
  'rule',
  'outgoing_sending',
  'outgoing_event',
  'outgoing_endpoint',
  'link',
  'signal',
  'profile_topic',
  'engager',
  'standing',
  'attention',
  'post_turned',
  'post_aim',
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
  'typed_between',
  'field_trail',
  'outbox',
  'written',
  'shown',
  'bulk',
  'cursor',
  'post_link',
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
  'known_miss',
  'governance_history',
  'governance',
  'installation',
] as const;

/** Removes an installation with everything that was kept for it; work that waits for it goes too. */
export async function purge(s: Session, at?: Date): Promise<void> {
  if (at && !(await isOver(s, at))) return;
  await s.client.query(`delete from pgboss.job where data ->> 'installation' = $1`, [s.installation]);
  for (const table of TABLES) {
    await s.client.query(`delete from kith.${table} where installation_id = $1`, [s.installation]);
  }
}

/** Whether its days of grace are over; it is not installed again before this transaction ends. */
async function isOver(s: Session, at: Date): Promise<boolean> {
  const { rowCount } = await s.client.query(
    `select from kith.installation
     where installation_id = $1 and status = 'uninstalled' and purge_at <= $2
     for update`,
    [s.installation, at],
  );
  return rowCount === 1;
}
