import type { FieldTrail, Standing } from '../governance/field-trail.ts';
import { sameValue } from '../governance/field-trail.ts';
import { isKeptOver, unseen } from '../governance/typed-between.ts';
import type { Mapping } from '../governance/settings.ts';
import { wishOf } from '../governance/mapped-write.ts';
import type { Wish } from '../governance/mapped-write.ts';
import { factFor } from './mapped-facts.ts';
import type { MappedFact } from './mapped-facts.ts';
import type { MappedField } from './mapped-field.ts';
import type { MappedState } from './mapped-state.ts';
import type { Linked, ViewContext } from './profiles.ts';

const SAYS = {
  suggested: 'Kith found this. Should it be written into the CRM?',
  waits: 'It will be written into the CRM.',
  written: 'Written by Kith.',
  there: 'The CRM says so already.',
  left: 'The field holds somebody else’s value, which stays.',
  changed: 'A person changed it after Kith wrote it. Kith leaves it alone until the fact itself changes.',
  refused: 'The CRM did not take this value.',
  accepted: 'Accepted. It will be written into the CRM.',
  declined: 'Declined. Kith asks again only when the fact changes.',
  'put back': 'What was there before is there again.',
  'given back':
    'Somebody typed here while Kith was writing. Theirs stands again. Should Kith’s be written all the same?',
} as const satisfies Record<Standing | 'suggested' | 'waits', string>;

const WRITTEN_OVER =
  'Written by Kith while somebody typed here. What they typed is kept, and comes back when this is put back.';

/** The mapped fields that have something to say about a contact, in the order of the mappings. */
export function mappedFields(
  { mappings, trails }: MappedState,
  all: readonly Linked[],
  { titles }: Pick<ViewContext, 'titles'>,
): MappedField[] {
  return mappings.flatMap(({ label, ...mapping }) => {
    const fact = factFor(mapping, all);
    const trail = trails[mapping.field];
    const stands = standingOf(mapping, fact, trail);
    if (stands === undefined) return [];
    const says = stands === 'written' && trail && isKeptOver(trail) ? WRITTEN_OVER : SAYS[stands];
    // Kith's value was written over by nobody's word but a person's: they are asked.
    const standing = stands === 'given back' ? 'suggested' : stands;
    const { field, mode } = mapping;
    const source = fact && { name: titles.get(fact.network) ?? fact.network, url: fact.url };
    return {
      ...{ field, label, fact: mapping.fact, mode, standing, says },
      ...(fact && { value: fact.value }),
      ...(source && { source }),
      ...(trail && trail.wrote !== null && { undo: { to: trail.base } }),
    };
  });
}

function standingOf(
  { mode }: Mapping,
  fact: MappedFact | undefined,
  trail: FieldTrail | undefined,
): MappedField['standing'] | 'given back' | undefined {
  if (fact === undefined) return trail && trail.wrote !== null ? trail.standing : undefined;
  const decided = trail !== undefined && sameValue(trail.fact, fact.value);
  if (mode === 'suggest' && !decided) return 'suggested';
  if (trail?.standing === 'accepted' && decided) return 'accepted';
  return wishOf(mode, fact.value, trail) ? 'waits' : trail?.standing;
}

/** What has to be made good in whatever field, mapped or set by a rule, because it was written over unseen. */
export function wishesBack(trails: Readonly<Record<string, FieldTrail>>): Readonly<Record<string, Wish>> {
  const lost = Object.entries(trails).filter(([, trail]) => unseen(trail) !== undefined);
  return Object.fromEntries(lost.map(([field]) => [field, { act: 'give back' }]));
}

/** What the record asks of the mapped fields now, by their names. A field that asks for nothing is left out. */
export function wishesOf(
  { mappings, trails }: MappedState,
  all: readonly Linked[],
): Readonly<Record<string, Wish>> {
  const wishes = mappings.flatMap((mapping) => {
    const wish = wishOf(mapping.mode, factFor(mapping, all)?.value, trails[mapping.field]);
    return wish ? [[mapping.field, wish] as const] : [];
  });
  return Object.fromEntries(wishes);
}
