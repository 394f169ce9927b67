import { z } from 'zod';
import { ProfileId } from '../../../src/core/ids.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { tellAccount, WireAccount } from './account.ts';
import { WireStatuses } from './statuses.ts';
import { readAcct, toProfile } from './wire.ts';

/** `GET /api/v1/timelines/tag/:hashtag`: statuses of anybody the server knows, with their accounts. */
export const WireTaggedStatuses = z.array(
  WireStatuses.element.extend({ account: WireAccount.extend({ acct: z.string() }) }),
);
export type WireTagged = z.output<typeof WireTaggedStatuses>[number];

/** Undefined where the server does not say which actor it is (Mastodon before 4.2), and for bots and groups. */
export function toAuthor({ account }: WireTagged, host: string, now: Date): Profile | undefined {
  const actor = absoluteLink(account.uri);
  const handle = readAcct(account.acct.includes('@') ? account.acct : `${account.acct}@${host}`);
  if (actor === undefined || handle === undefined || account.bot === true || account.group === true)
    return undefined;
  return toProfile(ProfileId.parse(actor), handle, tellAccount(account), now);
}
