import { ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { provenanceOf, SITE, YOUTUBE } from './wire.ts';

/** A channel of which no more is told than beside its words. */
export function speakerOf(
  channel: string,
  told: {
    readonly handle?: string | undefined;
    readonly name?: string | undefined;
    readonly avatar?: string | undefined;
  },
  now: Date,
): Profile {
  const { handle, name, avatar } = told;
  const url = handle === undefined ? `${SITE}/channel/${channel}` : `${SITE}/@${encodeURIComponent(handle)}`;
  return {
    ...{ network: YOUTUBE, id: ProfileId.parse(channel), handle: handle ?? channel, url },
    ...present({ name: name || undefined, avatar: absoluteLink(avatar) }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: provenanceOf(url, now),
  };
}
