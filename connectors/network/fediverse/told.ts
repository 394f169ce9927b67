import type { Declined, Profile } from '../../../src/core/profile.ts';

/** What one source (the actor, or the server's Mastodon API) tells of an account; HTML and addresses are unchecked. */
export interface Told {
  readonly page: string | undefined;
  readonly name: string | undefined;
  /** The bio, HTML. */
  readonly note: string | undefined;
  readonly avatar: string | undefined;
  /** Values of the profile's fields, HTML; verified: the server found a rel=me link back. */
  readonly fields: readonly { readonly value: string; readonly verified: boolean }[];
  readonly aliases: readonly string[];
  readonly movedTo: string | undefined;
  readonly since: Date | undefined;
  readonly counts: Profile['counts'];
  readonly standing: Profile['standing'];
  readonly reserved: boolean;
  readonly declines: readonly Declined[];
}

interface Wishes {
  readonly discoverable?: boolean | null | undefined;
  readonly indexable?: boolean | null | undefined;
}

/**
 * What Mastodon's two switches decline, where they are off: `discoverable` asks for a place in directories and
 * recommendations, `indexable` that everybody's search finds the public posts. Neither hides the account from who knows
 * its address. Silence declines nothing. Source: docs.joinmastodon.org, entities/Account and spec/activitypub.
 */
export function declinedBy({ discoverable, indexable }: Wishes): readonly Declined[] {
  return [
    ...(discoverable === false ? (['suggestion'] as const) : []),
    ...(indexable === false ? (['search'] as const) : []),
  ];
}

/** Both together. The server's word goes first; a wish not to be shown counts wherever it stands. */
export function together(actor: Told | undefined, account: Told | undefined): Told | undefined {
  if (!actor || !account) return actor ?? account;
  return {
    page: account.page ?? actor.page,
    name: account.name ?? actor.name,
    note: account.note ?? actor.note,
    avatar: account.avatar ?? actor.avatar,
    fields: account.fields.length > 0 ? account.fields : actor.fields,
    aliases: actor.aliases,
    movedTo: account.movedTo ?? actor.movedTo,
    since: account.since ?? actor.since,
    counts: account.counts,
    standing: account.standing === 'active' ? actor.standing : account.standing,
    reserved: actor.reserved || account.reserved,
    declines: [...new Set([...actor.declines, ...account.declines])],
  };
}
