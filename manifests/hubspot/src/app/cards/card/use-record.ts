import { useCallback, useEffect, useRef, useState } from 'react';
import type { Kith } from './talk/kith.ts';
import type { CardRecord } from './talk/record-shape.ts';
import type { Trouble } from './talk/trouble.ts';

export interface Held {
  readonly record?: CardRecord;
  /** What came between, the last time; beside a record: it is an older one. */
  readonly trouble?: Trouble;
}

/** The record of one contact: read when the card opens, again when asked. An answer that comes too late is dropped. */
export function useRecord(kith: Kith) {
  const [held, setHeld] = useState<Held>({});
  const latest = useRef(0);

  const reload = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    const read = await kith.read();
    if (mine !== latest.current) return;
    setHeld((before) => (read.ok ? { record: read.value } : { ...before, trouble: read.trouble }));
  }, [kith]);

  const show = useCallback((record: CardRecord) => {
    latest.current += 1;
    setHeld({ record });
  }, []);

  useEffect(() => {
    setHeld({});
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  return { held, reload, show };
}
