import { keyOf } from '../profile.ts';
import { observedSays, promiseSays } from '../warning/words.ts';
import type { Linked, ViewContext } from './profiles.ts';
import type { Signal } from './signal.ts';
import type { Spike } from './spike.ts';

/** Nobody turns to what was unusual longer ago. */
const DAYS = 7;
const DAY = 86_400_000;

/**
 * Somebody is among those behind an alert: of each profile the newest, of the last days, as long as its post stands. Whoever
 * declined to be found, asked not to be shown, or fell silent is not pointed at.
 * @param live the linked profiles (`auto`, `confirmed`).
 * @param spikes newest first.
 * @returns newest first.
 */
export function spikeSignals(
  spikes: readonly Spike[],
  live: readonly Linked[],
  { titles, now }: Pick<ViewContext, 'titles' | 'now'>,
): readonly Signal[] {
  const shown = new Set(live.filter(mayBePointedAt).map(({ profile }) => keyOf(profile)));
  const since = now.getTime() - DAYS * DAY;
  const told = new Set<string>();
  return spikes.flatMap((spike): readonly Signal[] => {
    const { network, id: profile, at, url, about } = spike;
    const key = keyOf(spike);
    if (!shown.has(key) || at.getTime() < since || told.has(key)) return [];
    told.add(key);
    const where = titles.get(network) ?? network;
    const says = `On ${where} they are among those behind a surge about “${about}”: ${observedSays(spike)} ${promiseSays(spike)}`;
    return [{ kind: 'spike', network, profile, since: at.toISOString(), says, url, status: 'open' }];
  });
}

const mayBePointedAt = ({ profile: { standing, reserved, declines = [] } }: Linked) =>
  standing === 'active' && !reserved && !declines.includes('search') && !declines.includes('suggestion');
