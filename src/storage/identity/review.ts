import { z } from 'zod';
import { Contact } from '../../core/contact.ts';
import { Link } from '../../core/identity/link.ts';
import { Influence } from '../../core/influence/influence.ts';
import { Profile } from '../../core/profile.ts';
import type { Workspace } from '../../ports/store.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const NEXT = statement(
  'review.next',
  `select (select count(*) from kith.link where installation_id = $1 and status = 'suggested')::int as total,
     (select coalesce(json_agg(json_build_object(
         'contact', c.body, 'link', l.body, 'profile', p.body, 'influence', p.influence)
         order by l.asking desc, l.contact_id, l.network, l.profile_id), '[]')
      from (select * from kith.link where installation_id = $1 and status = 'suggested'
            order by asking desc, contact_id, network, profile_id limit $2) l
      join kith.contact c on c.installation_id = $1 and c.contact_id = l.contact_id
      join kith.profile p
        on p.installation_id = $1 and p.network = l.network and p.profile_id = l.profile_id) as items`,
);

const Next = z.object({
  total: z.number(),
  items: z.array(
    z.object({ contact: Contact, link: Link, profile: Profile, influence: Influence.nullable() }),
  ),
});

export function review(s: Session): Workspace['review'] {
  return {
    next: async (limit) => {
      const [row] = await s.named(NEXT, [s.installation, limit]);
      const { total, items } = Next.parse(row);
      return {
        total,
        items: items.map(({ profile, influence, ...item }) => ({
          ...item,
          profile: influence ? { ...profile, influence } : profile,
        })),
      };
    },
  };
}
