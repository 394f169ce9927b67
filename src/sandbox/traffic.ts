import type { Pause } from '../ports/runtime.ts';
import { HAPPENINGS } from './happenings.ts';
import type { Happening } from './happenings.ts';
import type { Networks } from './networks/start.ts';
import { CONTACTS } from './people.ts';
import { ITEMS } from './people/items.ts';
import type { SampleItem } from './people/items.ts';
import type { SamplePerson } from './people/person.ts';

/** What happens at a CRM's desk, in the words of the sample people. */
export interface Desk {
  /** Somebody new, with what the CRM knew around them before Kith came. @returns the CRM's id */
  arrive(
    person: { readonly key: string; readonly properties: Readonly<Record<string, string>> },
    items: readonly SampleItem[],
  ): string;
  /** A colleague changes what the CRM says of somebody; one whom a viewer removed is left in peace. */
  edit(id: string, properties: Readonly<Record<string, string>>): void;
}

export interface TrafficOptions {
  readonly desks: readonly Desk[];
  readonly networks: Pick<Networks, 'say' | 'change'>;
  readonly pause: Pause;
  /** Aborted: nothing happens any more. */
  readonly signal: AbortSignal;
}

/** So many contacts come in at once, with so long a pause: all of them within twenty seconds. */
const TOGETHER = 3;
const ARRIVAL_MS = 2_200;
const HAPPENING_MS = 20_000;

/**
 * Makes the sample workspace live, always in the same order: the contacts come in a few at a time, in every CRM the
 * same, then something happens to one of them every twenty seconds, until the list ends.
 */
export async function startTraffic(options: TrafficOptions): Promise<void> {
  const { desks, pause, signal } = options;
  const ids = desks.map(() => new Map<string, string>());
  for (const [at, person] of CONTACTS.entries()) {
    if (at > 0 && at % TOGETHER === 0) await pause(ARRIVAL_MS, signal);
    if (signal.aborted) return;
    const items = ITEMS.filter(({ key }) => key === person.key);
    for (const [n, desk] of desks.entries()) ids[n]?.set(person.key, desk.arrive(person, items));
  }
  for (const happening of HAPPENINGS) {
    await pause(HAPPENING_MS, signal);
    if (signal.aborted) return;
    happen(happening, ids, options);
  }
}

function happen(
  { key, edit, says, repaired }: Happening,
  ids: readonly ReadonlyMap<string, string>[],
  { desks, networks }: TrafficOptions,
): void {
  if (says) networks.say(key, says);
  if (repaired) networks.change(key, repair);
  for (const [n, desk] of desks.entries()) {
    const id = ids[n]?.get(key);
    if (id !== undefined) desk.edit(id, edit);
  }
}

function repair(person: SamplePerson): SamplePerson {
  if (!person.site) return person;
  const { status: _, ...site } = person.site;
  return { ...person, site };
}
