import { badRecord } from './refusal.ts';

/** Records that somebody else holds: the next writes to them fail. */
export interface Lock {
  /** How many writes fail. */
  readonly times: number;
  /** The record; absent: any. */
  readonly id?: string;
}

export interface Locks {
  add(lock: Lock): void;
  /** @throws OrgRefusal UNABLE_TO_LOCK_ROW while the record is held */
  check(id: string): void;
}

export function openLocks(): Locks {
  let held: Lock[] = [];
  return {
    add: (lock) => void held.push(lock),
    check: (id) => {
      const lock = held.find((one) => one.id === undefined || one.id === id);
      if (!lock) return;
      held = held.flatMap((one) => {
        if (one !== lock) return [one];
        return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
      });
      throw badRecord(
        'UNABLE_TO_LOCK_ROW',
        `unable to obtain exclusive access to this record or 1 records: ${id}`,
      );
    },
  };
}
