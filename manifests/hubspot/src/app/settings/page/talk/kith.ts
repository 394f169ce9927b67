import { ask } from './ask.ts';
import type { Answer } from './ask.ts';
import { isSettingsView } from './settings-shape.ts';
import type { Settings, SettingsView } from './settings-shape.ts';
import type { Trouble } from './trouble.ts';

/** Something that was asked of Kith: what came of it, or what came between. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** Kith's API as far as the settings page uses it. No call throws; each may be sent twice. */
export interface Kith {
  read(): Promise<Outcome<SettingsView>>;
  save(settings: Settings): Promise<Outcome<undefined>>;
  approve(): Promise<Outcome<undefined>>;
  /** Ends the installation. @param keepFields leaves Kith's fields and their values in HubSpot */
  leave(keepFields: boolean): Promise<Outcome<undefined>>;
}

const AT = '/api/v1';

export function kithAt(base: string | undefined): Kith {
  const post = async (path: string, body: Record<string, unknown>) =>
    done(await ask(base, { method: 'POST', path: AT + path, body }));
  return {
    read: async () => viewIn(await ask(base, { method: 'GET', path: `${AT}/settings` })),
    save: async (settings) =>
      done(await ask(base, { method: 'PUT', path: `${AT}/settings`, body: { ...settings } })),
    approve: () => post('/approval', { approve: true }),
    leave: (keepFields) => post('/uninstall', { keepFields }),
  };
}

function viewIn(answer: Answer): Outcome<SettingsView> {
  if (!answer.ok) return answer;
  if (isSettingsView(answer.body)) return { ok: true, value: answer.body };
  return {
    ok: false,
    trouble: { kind: 'broken', says: 'Kith answered in a way this page does not understand.' },
  };
}

const done = (answer: Answer): Outcome<undefined> => (answer.ok ? { ok: true, value: undefined } : answer);
