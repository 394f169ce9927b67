import { z } from 'zod';
import { ProfileId } from '../../../src/core/ids.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { tellAccount, WireAccount } from './account.ts';
import { isOwn, toPost, WireStatuses } from './statuses.ts';
import type { Uris } from './statuses.ts';
import { readAcct, toProfile } from './wire.ts';

/** `GET /api/v1/timelines/tag/:hashtag`: statuses of anybody the server knows, with their accounts. */
export const WireTaggedStatuses = z.array(
  WireStatuses.element.extend({ account: WireAccount.extend({ acct: z.string() }) }),
);
export type WireTagged = z.output<typeof WireTaggedStatuses>[number];

/** Undefined where the server does not say which actor it is (Mastodon before 4.2), and for bots and groups. */
function toAuthor({ account }: WireTagged, host: string, now: Date): Profile | undefined {
  const actor = absoluteLink(account.uri);
  const handle = readAcct(account.acct.includes('@') ? account.acct : `${account.acct}@${host}`);
  if (actor === undefined || handle === undefined || account.bot === true || account.group === true)
    return undefined;
  return toProfile(ProfileId.parse(actor), handle, tellAccount(account), now);
}

/** What a server tells that somebody said: nothing where it is not fully public, or not known to be theirs. */
export function toMention(status: WireTagged, host: string, uris: Uris, now: Date): readonly Mention[] {
  const by = toAuthor(status, host, now);
  if (!by) return [];
  const author = { id: by.id, account: status.account.id, toldBy: host };
  return isOwn(status, author, now) ? [{ post: toPost(status, author, uris, now), by }] : [];
}
