import { randomUUID } from 'node:crypto';
import type { DeclaredField } from './fields.ts';
import { schemaOf } from './schema.ts';
import type { Schema } from './schema.ts';
import { TopicLog } from './topic.ts';
import type { Counter } from './topic.ts';

/** A topic of the org: `/data/ContactChangeEvent`, `/event/Social_Signal__e`. */
export interface Topic {
  readonly name: string;
  /** As the org declares the fields now; events that are kept stay in the schema in which they were told. */
  schema: Schema;
  readonly log: TopicLog;
  /** A change is told by the platform alone. */
  readonly mayPublish: boolean;
}

/** The topics of an org, each with the fields that it declares now. */
export type Declared = () => Readonly<Record<string, readonly DeclaredField[]>>;

export interface Bus {
  topic(name: string): Topic | undefined;
  schema(id: string): Schema | undefined;
  /** The newest replay id of all topics. */
  latest(): bigint;
  /** Keeps an event and tells whoever watches. @returns its replay id. */
  add(topic: Topic, payload: Buffer, id?: string): bigint;
  watch(tell: (topic: Topic) => void): void;
}

/** Where an org's replay ids begin: it was used before. */
const FIRST_REPLAY = 2_860_843n;

export function eventBus(now: () => Date, declared: Declared): Bus {
  const counter: Counter = { last: FIRST_REPLAY };
  const watchers: ((topic: Topic) => void)[] = [];
  const topics = new Map<string, Topic>();
  const schemas = new Map<string, Schema>();
  const made = new Map<readonly DeclaredField[], Schema>();
  const schemaFor = (name: string, fields: readonly DeclaredField[]) => {
    const schema = made.get(fields) ?? schemaOf(name, fields);
    made.set(fields, schema);
    schemas.set(schema.id, schema);
    return schema;
  };
  const begun = (name: string, schema: Schema): Topic => {
    const log = new TopicLog(now, counter);
    const topic = { name, schema, log, mayPublish: name.startsWith('/event/') };
    topics.set(name, topic);
    return topic;
  };
  return {
    topic(name) {
      const fields = declared()[name];
      if (!fields) return undefined;
      const schema = schemaFor(name, fields);
      const topic = topics.get(name) ?? begun(name, schema);
      topic.schema = schema;
      return topic;
    },
    schema: (id) => schemas.get(id),
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
