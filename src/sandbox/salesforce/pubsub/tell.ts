import { changeTopic } from './bus.ts';
import type { Bus, Topic } from './bus.ts';
import type { Change } from './header.ts';
import { changePayload, eventPayload } from './payload.ts';

/** What an org tells on its bus. Answers are replay ids. */
export interface Teller {
  /** Tells a change of records, or a gap; undefined for an object whose changes are not told. */
  announce(change: Change): number | undefined;
  /** Tells only that something happened, as the platform does when it cannot tell what. */
  gap(change: Pick<Change, 'entity' | 'changeType' | 'recordIds'>): number | undefined;
  /** Publishes a platform event for the user `by`. @throws Error for an unknown topic. */
  publish(topic: string, values: Change['values'], by: string): number;
  /** Tells something that does not follow the topic's schema. @throws Error for an unknown topic. */
  addUnreadable(topic: string): number;
}

const NOTHING_TOLD = {
  changedFields: [],
  values: {},
  changeOrigin: '',
  commitUser: '',
  commitNumber: 0,
  transactionKey: '',
  sequenceNumber: 1,
};

export function teller(bus: Bus, now: () => Date): Teller {
  const add = (topic: Topic, payload: Buffer) => Number(bus.add(topic, payload));
  const known = (name: string): Topic => {
    const topic = bus.topic(name);
    if (!topic) throw new Error(`the org has no topic ${name}`);
    return topic;
  };
  const announce: Teller['announce'] = (change) => {
    const topic = bus.topic(changeTopic(change.entity));
    return topic && add(topic, changePayload(topic.schema, change));
  };
  return {
    announce,
    gap: (change) => announce({ ...NOTHING_TOLD, ...change, at: now() }),
    publish(name, values, by) {
      const topic = known(name);
      return add(topic, eventPayload(topic.schema, values, by, now()));
    },
    addUnreadable: (name) => add(known(name), Buffer.of(0xff)),
  };
}
