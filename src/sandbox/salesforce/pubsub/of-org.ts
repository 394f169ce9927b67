import type { DeclaredField } from './fields.ts';
import type { Change } from './header.ts';
import { startPubSub } from './start.ts';
import type { SimulatedPubSub } from './start.ts';

type Unsubscribe = () => void;

/** What the Pub/Sub API needs of an org. */
export interface TellingOrg {
  readonly orgId: string;
  installed(): boolean;
  named(plain: string): string;
  object(name: string): { readonly fields: readonly DeclaredField[] } | undefined;
  userOf(accessToken: string): string | undefined;
  onChange(listener: (change: Change) => void): Unsubscribe;
  onEvent(
    listener: (event: {
      readonly entity: string;
      readonly values: Change['values'];
      readonly userId: string;
    }) => void,
  ): Unsubscribe;
}

/** Selected for change data capture by the package. */
const SELECTED = ['Contact', 'Lead'];
const EVENT = 'Social_Signal__e';

/**
 * The Pub/Sub API of a simulated org: it tells what happens to contacts and leads while the package, which selects
 * them, is installed, and what is published through any API. Ids of an org with 15 and with 18 characters are one.
 */
export async function pubSubOf(org: TellingOrg, now: () => Date, port = 0): Promise<SimulatedPubSub> {
  const pubsub = await startPubSub({
    now,
    port,
    accepts: (token, id) => id.slice(0, 15) === org.orgId.slice(0, 15) && org.userOf(token) !== undefined,
    schemas: () => topicsOf(org),
  });
  const quiet = [
    org.onChange((change) => {
      if (org.installed() && SELECTED.includes(change.entity)) pubsub.announce(change);
    }),
    org.onEvent(({ entity, values, userId }) => void pubsub.publish(`/event/${entity}`, values, userId)),
  ];
  return {
    ...pubsub,
    close() {
      for (const stop of quiet) stop();
      pubsub.close();
    },
  };
}

function topicsOf(org: TellingOrg): Readonly<Record<string, readonly DeclaredField[]>> {
  const topics = [
    ...SELECTED.map((name) => [`/data/${name}ChangeEvent`, name]),
    [`/event/${org.named(EVENT)}`, EVENT],
  ];
  return Object.fromEntries(
    topics.flatMap(([topic = '', name = '']) => {
      const declared = org.object(name);
      return declared ? [[topic, declared.fields] as const] : [];
    }),
  );
}
