import { ContactId } from '../../src/core/ids.ts';
import type { Reading } from '../../src/core/conversation/reading.ts';
import type { WantedRule } from '../../src/core/rules/rule.ts';
import { openRules } from '../../src/flows/rules/open-rules.ts';
import { aLink, aPost } from '../../src/storage/testbed.ts';
import { account } from './world.ts';
import type { openWorlds, World } from './world.ts';

type Worlds = Awaited<ReturnType<typeof openWorlds>>;

/** What somebody says, as it was understood. */
export type Tone = 'negative' | 'neutral' | 'positive';
const DAY = 86_400;

export const COMPLAINT: WantedRule = {
  ...{ name: 'Complaints', when: [{ on: 'tone', is: 'negative' }], limit: { most: 100, per: 'day' } },
  does: [{ do: 'task', title: 'Call them', dueInDays: 1 }],
};
/** A rule that sets one field whenever somebody complains. */
export const sets = (
  field: string,
  value: string,
  mode: 'fill blank' | 'overwrite' = 'overwrite',
): WantedRule => ({
  ...COMPLAINT,
  does: [{ do: 'field', field, value, mode }],
});

const reading = (label: Tone): Reading => ({ tone: { label, probability: 0.9, because: [] }, model: 'test' });

/** An approved installation with people of whom each has a linked profile. */
export async function openRuled(worlds: Worlds, people: readonly string[] = ['1']) {
  const w = worlds.world();
  await w.work();
  for (const id of people) await w.save({ id, name: `Person ${id}`, company: 'Acme' });
  await w.work();
  await w.inside(async (inside) => {
    for (const id of people) {
      await inside.profiles.keep([account('bluesky', `p${id}`)]);
      await inside.links.derive(ContactId.parse(id), [aLink(id, `p${id}`, { status: 'confirmed' })]);
    }
  });
  w.memory.state.granted = new Set(['tasks', 'tickets', 'lists']);
  const rules = openRules(w.deps);
  return { w, rules, at: w.installation };
}

/** Somebody says something so many days ago; known to Kith as of now. */
export async function said(
  w: World,
  person: string,
  tone: Tone,
  daysAgo = 0,
  id = `${Math.random()}`,
  { text, ...read }: Partial<Reading> & { readonly text?: string } = {},
): Promise<void> {
  const publishedAt = new Date(w.now().getTime() - daysAgo * DAY * 1000);
  const said = { publishedAt, ...(text !== undefined && { text }) };
  const post = { ...aPost(id, `p${person}`, said), reading: { ...reading(tone), ...read } };
  await w.inside((inside) => inside.posts.keep([post]));
}

/** Derives their records, and does the work that follows. */
export const derive = async (w: World, ...people: readonly string[]) => {
  await w.inside((inside) =>
    inside.enqueue(
      'record',
      people.map((id) => ({ installation: w.installation, contact: ContactId.parse(id) })),
    ),
  );
  await w.work();
};

/** Made, looked at and switched on. */
export async function on(
  bed: Awaited<ReturnType<typeof openRuled>>,
  wanted: WantedRule,
  replay = false,
): Promise<string> {
  const { rules, at, w } = bed;
  const made = await rules.make(at, wanted, 'ada');
  if ('refused' in made) throw new Error(made.refused);
  await rules.dryRun(at, made.id);
  await rules.publish(at, made.id, { replay, by: 'ada' });
  await w.work();
  return made.id;
}
