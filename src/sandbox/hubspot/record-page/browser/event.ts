import { reactions } from './overlays.ts';

type Handler = (event: object, reactions: object) => unknown;

/** A handler of the card, told what HubSpot tells: a plain event, and how to open and close overlays. */
export function told(handler: Handler | undefined, type: string, more: object = {}): void {
  if (!handler) return;
  const event = { type, bubbles: false, timeStamp: Date.now(), id: crypto.randomUUID(), ...more };
  void Promise.resolve(handler(event, reactions)).catch(() => undefined);
}

export type { Handler };

/** A handler that takes only a value. */
export function given<T>(handler: ((value: T) => unknown) | undefined, value: T): void {
  if (handler) void Promise.resolve(handler(value)).catch(() => undefined);
}
