import { z } from 'zod';
import type { Contact } from '../../core/contact.ts';
import { countsNeeded, nameCounts } from '../../core/identity/matcher/filing.ts';
import { MatchModel } from '../../core/identity/matcher/model.ts';
import { SHIPPED } from '../../core/identity/matcher/shipped.ts';
import type { Profile } from '../../core/profile.ts';
import type { Learnt, Workspace } from '../../ports/store.ts';
import { toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { labels, weighedBefore } from './labels.ts';
import { readCounts } from './counts.ts';

const LEARNT = statement(
  'model.read',
  'select generation::float8 as generation, body from kith.model where installation_id = $1',
);
// The same model again is no new generation: nothing has to be weighed again.
const KEEP = statement(
  'model.keep',
  `insert into kith.model as m (installation_id, version, generation, labels, learnt_at, body)
   values ($1, $2, 1, $3, $4, $5)
   on conflict (installation_id) do update set
     version = excluded.version, labels = excluded.labels, learnt_at = excluded.learnt_at, body = excluded.body,
     generation = m.generation + 1
   where m.version <> excluded.version`,
);

const Row = z.object({ generation: z.number(), body: MatchModel.nullable() });

export function matching(s: Session): Workspace['matching'] {
  return {
    of: async (contact, profiles) => {
      const [{ model, generation }, counts] = await Promise.all([learnt(s), countsOf(s, contact, profiles)]);
      return { model, generation, counts };
    },
    learnt: () => learnt(s),
    labels: () => labels(s),
    weighedBefore: (generation, limit) => weighedBefore(s, generation, limit),
    keep: async (model, labels, at) => {
      const body = model.version === SHIPPED.version ? null : toJson(model);
      await s.named(KEEP, [s.installation, model.version, labels, at, body]);
    },
  };
}

/** Without answers, and where a later Kith shipped another shape of model, it is the shipped one. */
async function learnt(s: Session): Promise<Learnt> {
  const [row] = await s.named(LEARNT, [s.installation]);
  if (!row) return { model: SHIPPED, generation: 0 };
  const read = Row.safeParse(row);
  return { model: read.data?.body ?? SHIPPED, generation: Row.shape.generation.parse(row['generation']) };
}

async function countsOf(s: Session, contact: Contact, profiles: readonly Profile[]) {
  return nameCounts(await readCounts(s, countsNeeded(contact, profiles)));
}
