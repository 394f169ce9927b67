import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { ColumnType, Generated } from 'kysely';
import type { KeptDelivery, Installation } from '../ports/store.ts';
import type { Link, Verdict } from '../core/identity/link.ts';
import type { Asked } from '../core/record/facts.ts';

/** A domain object kept whole: parsed by its schema when read, written as JSON. */
type Whole = ColumnType<unknown, string, string>;

interface OfContact {
  installation_id: string;
  contact_id: string;
}

interface OfProfile {
  installation_id: string;
  network: string;
  profile_id: string;
}

interface Tables {
  'kith.installation': {
    installation_id: string;
    crm: string;
    account: string;
    status: Installation['status'];
    sample: boolean;
    installed_at: Date;
    purge_at: Date | null;
  };
  'kith.delivery': {
    installation_id: string;
    delivery_id: string;
    connector: string;
    received_at: Date;
    body: Buffer;
    status: KeptDelivery['status'];
    attempts: number;
    error: string | null;
  };
  'kith.contact': OfContact & { sort_name: string; search_text: string; changed_at: Date; body: Whole };
  'kith.profile': OfProfile & {
    handle: string;
    followers: number | null;
    fetched_at: Date;
    body: Whole;
    influence: ColumnType<unknown, string | null, string | null>;
    echo_posts: number | null;
    echo_received: number | null;
  };
  'kith.profile_handle': OfProfile & { since: Date; handle: string };
  'kith.link': OfContact & OfProfile & { status: Link['status']; body: Whole };
  'kith.verdict': OfContact & OfProfile & { decided_at: Date; says: Verdict['says']; decided_by: string };
  'kith.post': OfProfile & { post_id: string; published_at: Date; fetched_at: Date; body: Whole };
  'kith.asked': OfContact & {
    network: string;
    asked_at: Date;
    outcome: Asked['outcome'];
    says: string | null;
  };
  'kith.outbox': OfContact & {
    fields: Whole;
    wishes: Whole;
    rows: Whole;
    status: Generated<'waiting' | 'refused'>;
    says: string | null;
    wanted_at: Generated<Date>;
  };
  'kith.written': OfContact & { fields: Whole; written_at: Generated<Date> };
  'kith.secret': {
    installation_id: string;
    name: string;
    key_id: string;
    sealed: Buffer;
    changed_at: Generated<Date>;
  };
}

/** Composes statements and never runs them: they run on the connection of their transaction. */
export const compose = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
