import { randomUUID } from 'node:crypto';
import type { DeclaredField } from './fields.ts';
import { schemaOf } from './schema.ts';
import type { Schema } from './schema.ts';
import { TopicLog } from './topic.ts';
import type { Counter } from './topic.ts';

/** A topic of the org: `/data/ContactChangeEvent`, `/event/Social_Signal__e`. */
export interface Topic {
  readonly name: string;
  readonly schema: Schema;
  readonly log: TopicLog;
  /** A change is told by the platform alone. */
  readonly mayPublish: boolean;
}

export interface Bus {
  readonly topics: ReadonlyMap<string, Topic>;
  schema(id: string): Schema | undefined;
  /** The newest replay id of all topics. */
  latest(): bigint;
  /** Keeps an event and tells whoever watches. @returns its replay id. */
  add(topic: Topic, payload: Buffer, id?: string): bigint;
  watch(tell: (topic: Topic) => void): void;
}

/** Where an org's replay ids begin: it was used before. */
const FIRST_REPLAY = 2_860_843n;

/** An org's event bus. `declared` gives each topic the fields that the org declares. */
export function eventBus(now: () => Date, declared: Readonly<Record<string, readonly DeclaredField[]>>): Bus {
  const counter: Counter = { last: FIRST_REPLAY };
  const watchers: ((topic: Topic) => void)[] = [];
  const topics = new Map(
    Object.entries(declared).map(([name, fields]) => [
      name,
      {
        name,
        schema: schemaOf(name, fields),
        log: new TopicLog(now, counter),
        mayPublish: name.startsWith('/event/'),
      },
    ]),
  );
  return {
    topics,
    schema: (id) =>
      topics
        .values()
        .map(({ schema }) => schema)
        .find((schema) => schema.id === id),
    latest: () => counter.last,
    add(topic, payload, id = randomUUID()) {
      const replay = topic.log.add({ id, schemaId: topic.schema.id, payload });
      for (const tell of watchers) tell(topic);
      return replay;
    },
    watch: (tell) => void watchers.push(tell),
  };
}

/** Where changes of an object are told: `Foo__c` as `Foo__ChangeEvent`. */
export const changeTopic = (entity: string) => `/data/${entity.replace(/__c$/, '__')}ChangeEvent`;
