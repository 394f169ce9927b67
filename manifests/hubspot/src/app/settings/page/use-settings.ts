import { useCallback, useEffect, useRef, useState } from 'react';
import type { Kith } from './talk/kith.ts';
import type { SettingsView } from './talk/settings-shape.ts';
import type { Trouble } from './talk/trouble.ts';

export interface Held {
  readonly view?: SettingsView;
  /** What came between, the last time; beside a view: it is an older one. */
  readonly trouble?: Trouble;
}

/** What Kith says of this account: read when the page opens, again after each act. A late answer is dropped. */
export function useSettings(kith: Kith) {
  const [held, setHeld] = useState<Held>({});
  const latest = useRef(0);

  const reload = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    const read = await kith.read();
    if (mine !== latest.current) return;
    setHeld((before) => (read.ok ? { view: read.value } : { ...before, trouble: read.trouble }));
  }, [kith]);

  const show = useCallback((view: SettingsView) => {
    latest.current += 1;
    setHeld({ view });
  }, []);

  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  return { held, reload, show };
}
