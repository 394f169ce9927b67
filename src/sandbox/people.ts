import { EUROPEANS } from './people/europeans.ts';
import { OWNERS } from './people/owners.ts';
import type { SamplePerson } from './people/person.ts';
import { PARCELWISE_USERS } from './people/parcelwise-users.ts';
import { PROVEN } from './people/proven.ts';
import { STATED } from './people/stated.ts';
import { STRANGERS } from './people/strangers.ts';
import { talking } from './people/talking.ts';
import { TROUBLED } from './people/troubled.ts';
import { WORLD } from './people/world.ts';

/** Everybody in the sample workspace. */
export const PEOPLE: readonly SamplePerson[] = [
  ...PROVEN,
  ...OWNERS,
  ...STATED,
  ...WORLD,
  ...EUROPEANS,
  ...TROUBLED,
  ...STRANGERS,
  ...PARCELWISE_USERS,
].map(talking);

/** The contacts of the sample portal, in the order in which they come in: the most telling ones first. */
export const CONTACTS: readonly {
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
}[] = PEOPLE.flatMap(({ key, contact }) => (contact ? [{ key, properties: contact }] : []));
