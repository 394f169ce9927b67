import type pg from 'pg';
import { Contact } from '../core/contact.ts';
import type { FieldTrail } from '../core/governance/field-trail.ts';
import { Link, Verdict } from '../core/identity/link.ts';
import { DeliveryId, installationOf, NetworkId } from '../core/ids.ts';
import { Post } from '../core/post.ts';
import { Profile } from '../core/profile.ts';
import { rowKey } from '../core/record/rows.ts';
import type { Row } from '../core/record/rows.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Signal } from '../core/record/signal.ts';
import type { Subscription } from '../core/subscription/subscription.ts';
import type { Delivery } from '../ports/store.ts';

/** Two installations, so that every test can see that the other one saw nothing. */
export const acme = installationOf('hubspot', 'acme');
export const other = installationOf('hubspot', 'other');

export const bluesky = NetworkId.parse('bluesky');

/** A moment so many seconds after a fixed one. */
export function at(seconds: number): Date {
  return new Date(Date.UTC(2026, 4, 1) + seconds * 1000);
}

export function aContact(id: string, more: Partial<Omit<Contact, 'id'>> = {}): Contact {
  const known = { emails: [], phones: [], handles: [], changedAt: at(0) };
  return Contact.parse({ ...known, ...more, id });
}

export function aProfile(
  id: string,
  more: Partial<Omit<Profile, 'id'>> & { fetchedAt?: Date } = {},
): Profile {
  const { fetchedAt = at(0), ...fields } = more;
  return Profile.parse({
    network: bluesky,
    handle: `${id}.example`,
    url: `https://bsky.example/${id}`,
    emails: [],
    states: [],
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: {
      source: 'bluesky',
      url: 'https://bsky.example',
      fetchedAt,
      basis: 'published by the person',
    },
    ...fields,
    id,
  });
}

export function keyOfBluesky(id: string): ProfileKey {
  const { network, id: profile } = aProfile(id);
  return { network, id: profile };
}

export function aLink(contact: string, profile: string, more: Partial<Link> = {}): Link {
  const derived = { status: 'auto', probability: 0.9, evidence: [], decidedBy: 'kith', model: 'test' };
  return Link.parse({ network: 'bluesky', ...derived, ...more, contact, profile });
}

export function aVerdict(contact: string, profile: string, says: Verdict['says'], seconds = 0): Verdict {
  return Verdict.parse({ network: 'bluesky', by: 'rep 7', at: at(seconds), contact, profile, says });
}

export function aSignal(profile: string, more: Partial<Signal> = {}): Signal {
  const fixed = { kind: 'job change', network: 'bluesky', since: at(0).toISOString() } as const;
  const said = { says: 'They work at Contoso now.', url: 'https://bsky.example', status: 'open' } as const;
  return { ...fixed, ...said, ...more, profile };
}

/** Kith wrote this over `Old`; `null`: it put that back. */
export function aTrail(wrote: string | null): FieldTrail {
  const former = [{ value: 'Old', at: at(0).toISOString() }];
  const decided = { fact: 'Acme', mode: 'overwrite', standing: 'written', base: 'Old' } as const;
  return { ...decided, wrote, former, at: at(0).toISOString() };
}

export function aPost(id: string, profile: string, more: Partial<Post> & { fetchedAt?: Date } = {}): Post {
  const { fetchedAt = at(0), ...fields } = more;
  return Post.parse({
    network: 'bluesky',
    url: `https://bsky.example/post/${id}`,
    kind: 'post',
    text: `says ${id}`,
    publishedAt: at(0),
    conversation: id,
    counts: {},
    provenance: {
      source: 'bluesky',
      url: 'https://bsky.example',
      fetchedAt,
      basis: 'published by the person',
    },
    ...fields,
    id,
    profile,
  });
}

/** A feed that a hub was asked to tell of. */
export function aSubscription(): Subscription {
  const names = { hub: 'https://hub.example/', topic: 'https://ada.example/feed' };
  const { network, id: profile } = keyOfBluesky('p');
  return { id: 'nobody-can-guess-this', network, profile, ...names, mode: 'subscribe', askedAt: at(0) };
}

export function aDelivery(id: string, more: Partial<Delivery> = {}): Delivery {
  return {
    installation: acme,
    id: DeliveryId.parse(id),
    connector: 'hubspot',
    receivedAt: at(0),
    body: Buffer.from(`{"delivery":"${id}"}`),
    ...more,
  };
}

/** How many of the database's sessions wait for another. */
export async function waitingForLocks(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
  );
  return rowCount ?? 0;
}

/** A profile as the CRM keeps it under a contact. */
export function aRow(contact: string, id: string, handle = `${id}.example`): Row {
  return {
    kind: 'profile',
    key: rowKey(aContact(contact).id, 'bluesky', id),
    ...{ network: 'bluesky', networkTitle: 'Bluesky', id, handle, url: `https://bsky.example/${id}` },
    ...{ standing: 'active', status: 'auto', probability: 0.99, because: 'Both link.', decidedBy: 'Kith' },
    fetchedAt: at(0).toISOString(),
  };
}
