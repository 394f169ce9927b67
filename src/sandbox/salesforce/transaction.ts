import { randomUUID } from 'node:crypto';
import { draftOf } from './changes.ts';
import type { Actor, Change, Draft, PublishedEvent } from './changes.ts';
import type { ObjectType } from './object-type.ts';
import type { Row } from './rows.ts';
import type { OrgState } from './state.ts';

/** Who is told of what was committed. */
export interface Audience {
  nextCommit(): number;
  changed(change: Change): void;
  published(event: PublishedEvent): void;
}

/** One unit of work: everything in it is told of when it is committed, and nothing of it when it is taken back. */
export class Transaction {
  readonly state: OrgState;
  readonly actor: Actor;
  readonly #audience: Audience;
  #undo: (() => void)[] = [];
  #drafts: Draft[] = [];
  #events: PublishedEvent[] = [];

  constructor(state: OrgState, actor: Actor, audience: Audience) {
    this.state = state;
    this.actor = actor;
    this.#audience = audience;
  }

  put(type: ObjectType, row: Row): void {
    const { rows } = this.state;
    const before = rows.get(row.Id);
    rows.put(type, row);
    this.#undo.push(() => (before ? rows.put(type, before) : rows.drop(row.Id)));
    const draft = draftOf(type.name, before, row);
    if (draft) this.#drafts.push(draft);
  }

  publish(event: PublishedEvent): void {
    this.#events.push(event);
  }

  /** Runs a part that leaves nothing behind when it throws. */
  part<T>(work: () => T): T {
    const [undo, drafts, events] = [this.#undo.length, this.#drafts.length, this.#events.length];
    try {
      return work();
    } catch (error) {
      for (const back of this.#undo.slice(undo).toReversed()) back();
      this.#undo = this.#undo.slice(0, undo);
      this.#drafts = this.#drafts.slice(0, drafts);
      this.#events = this.#events.slice(0, events);
      throw error;
    }
  }

  /** Takes everything back. */
  rollBack(): void {
    for (const back of this.#undo.toReversed()) back();
    this.#undo = [];
    this.#drafts = [];
    this.#events = [];
  }

  commit(): void {
    const [drafts, events] = [this.#drafts, this.#events];
    this.#undo = [];
    this.#drafts = [];
    this.#events = [];
    if (drafts.length > 0) {
      const at = this.state.now();
      const commitNumber = this.#audience.nextCommit();
      const transactionKey = randomUUID();
      const by = { commitUser: this.actor.userId, changeOrigin: this.actor.changeOrigin };
      drafts.forEach((draft, index) => {
        this.#audience.changed({
          ...draft,
          at,
          ...by,
          commitNumber,
          transactionKey,
          sequenceNumber: index + 1,
        });
      });
    }
    for (const event of events) this.#audience.published(event);
  }
}
