import { z } from 'zod';
import type { Profile } from '../../../src/core/profile.ts';
import { declinedBy } from './told.ts';
import type { Told } from './told.ts';

const Count = z.number().int().nonnegative().nullish().catch(undefined);
const Flag = z.boolean().nullish().catch(undefined);
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

/** `GET /api/v1/accounts/lookup`: Mastodon's `Account`, which other servers answer with less in it. */
export const WireAccount = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  /** The actor; since Mastodon 4.2. */
  uri: Text,
  url: Text,
  display_name: Text,
  note: Text,
  avatar: Text,
  bot: Flag,
  group: Flag,
  fields: z
    .array(z.object({ value: z.string(), verified_at: z.string().nullish() }))
    .nullish()
    .catch([]),
  moved: z.object({ url: Text }).nullish().catch(undefined),
  created_at: z.string().pipe(z.coerce.date()).optional().catch(undefined),
  followers_count: Count,
  following_count: Count,
  statuses_count: Count,
  discoverable: Flag,
  indexable: Flag,
  noindex: Flag,
  hide_collections: Flag,
  suspended: Flag,
  memorial: Flag,
});
export type WireAccount = z.output<typeof WireAccount>;

/** What a server tells of an account of its own. Only here it says which links it has verified. */
export function tellAccount(account: WireAccount): Told {
  const { suspended, memorial } = account;
  return {
    page: account.url,
    name: account.display_name,
    note: account.note,
    avatar: account.avatar,
    fields: (account.fields ?? []).map(({ value, verified_at }) => ({
      value,
      verified: typeof verified_at === 'string',
    })),
    aliases: [],
    movedTo: account.moved?.url,
    since: account.created_at,
    counts: countsOf(account),
    standing: suspended === true ? 'suspended' : memorial === true ? 'deactivated' : 'active',
    reserved: account.noindex === true,
    declines: declinedBy(account),
  };
}

/** Who hides whom they follow and who follows them is not counted either. */
function countsOf(account: WireAccount): Profile['counts'] {
  const shown = account.hide_collections !== true;
  const { followers_count: followers, following_count: following, statuses_count: posts } = account;
  return {
    ...(shown && typeof followers === 'number' && { followers }),
    ...(shown && typeof following === 'number' && { following }),
    ...(typeof posts === 'number' && { posts }),
  };
}
