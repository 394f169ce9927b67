import { useRef, useState } from 'react';
import type { Outcome } from './talk/kith.ts';
import type { Trouble } from './talk/trouble.ts';

/** Asks for one thing at a time: a second press while the first is on its way does nothing. */
export function useWish() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const pressed = useRef(false);

  async function wish<T>(work: () => Promise<Outcome<T>>, then: (value: T) => void): Promise<void> {
    if (pressed.current) return;
    pressed.current = true;
    setBusy(true);
    setTrouble(undefined);
    const outcome = await work();
    pressed.current = false;
    setBusy(false);
    if (outcome.ok) then(outcome.value);
    else setTrouble(outcome.trouble);
  }

  return { busy, trouble, wish };
}
