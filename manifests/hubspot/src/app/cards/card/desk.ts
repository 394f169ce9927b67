import { createContext, useContext } from 'react';
import type { Kith } from './talk/kith.ts';
import type { CardRecord } from './talk/record-shape.ts';

/** `compact` beside the record, `full` in a tab of its own. */
export type Size = 'compact' | 'full';

/** What every part of the card works on. */
export interface Desk {
  readonly kith: Kith;
  readonly record: CardRecord;
  readonly size: Size;
  /** Who looks: the id that HubSpot gives them. */
  readonly user: string;
  /** The record after an act. */
  show(record: CardRecord): void;
  reload(): Promise<void>;
}

const OnDesk = createContext<Desk | undefined>(undefined);
export const DeskProvider = OnDesk.Provider;

export function useDesk(): Desk {
  const desk = useContext(OnDesk);
  if (!desk) throw new Error('This part of the card stands in no DeskProvider.');
  return desk;
}
