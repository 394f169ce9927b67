import { createContext, useContext } from 'react';
import type { Kith } from './talk/kith.ts';
import type { Settings, SettingsView } from './talk/settings-shape.ts';

/** What every part of the page works on. */
export interface Desk {
  readonly kith: Kith;
  readonly view: SettingsView;
  /** The settings as they would be saved. */
  readonly draft: Settings;
  /** A change of the draft; nothing is saved yet. */
  change(changed: Partial<Settings>): void;
  /** What Kith answered to an act. */
  show(view: SettingsView): void;
  /** Asks Kith again. */
  reload(): Promise<void>;
}

const OnDesk = createContext<Desk | undefined>(undefined);
export const DeskProvider = OnDesk.Provider;

export function useDesk(): Desk {
  const desk = useContext(OnDesk);
  if (!desk) throw new Error('This part of the page stands in no DeskProvider.');
  return desk;
}
