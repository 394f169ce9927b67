import type { Pause } from '../ports/runtime.ts';
import { HAPPENINGS } from './happenings.ts';
import type { Happening } from './happenings.ts';
import type { Portal } from './hubspot/portal.ts';
import type { Networks } from './networks/start.ts';
import { CONTACTS } from './people.ts';
import { ITEMS } from './people/items.ts';
import type { SamplePerson } from './people/person.ts';

export interface TrafficOptions {
  readonly portal: Pick<Portal, 'create' | 'edit' | 'get' | 'add'>;
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
 * Makes the sample workspace live, always in the same order: the contacts come in a few at a time, then something
 * happens to one of them every twenty seconds, until the list ends. A contact that a viewer removed is left in peace.
 */
export async function startTraffic(options: TrafficOptions): Promise<void> {
  const { pause, signal } = options;
  const ids = new Map<string, string>();
  for (const [at, { key, properties }] of CONTACTS.entries()) {
    if (at > 0 && at % TOGETHER === 0) await pause(ARRIVAL_MS, signal);
    if (signal.aborted) return;
    const { id } = options.portal.create(properties);
    ids.set(key, id);
    surround(key, id, options);
  }
  for (const happening of HAPPENINGS) {
    await pause(HAPPENING_MS, signal);
    if (signal.aborted) return;
    happen(happening, ids.get(happening.key), options);
  }
}

/** What the CRM knew around a contact before Kith came. */
function surround(key: string, id: string, { portal }: TrafficOptions): void {
  for (const { type, properties, minutesAgo } of ITEMS.filter((item) => item.key === key)) {
    portal.add(type, properties, [id], minutesAgo);
  }
}

function happen(
  { key, edit, says, repaired }: Happening,
  id: string | undefined,
  options: TrafficOptions,
): void {
  const { portal, networks } = options;
  if (says) networks.say(key, says);
  if (repaired) networks.change(key, repair);
  if (id !== undefined && portal.get(id)) portal.edit(id, edit);
}

function repair(person: SamplePerson): SamplePerson {
  if (!person.site) return person;
  const { status: _, ...site } = person.site;
  return { ...person, site };
}
