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
  /** All settings at once; what they are then. */
  save(settings: Settings): Promise<Outcome<SettingsView>>;
  /** Lets Kith write; what it is then. */
  approve(): Promise<Outcome<SettingsView>>;
  /** Ends the installation; when what is kept is purged, ISO 8601. */
  leave(how: HowToLeave): Promise<Outcome<{ readonly purgeAt: string }>>;
}

export interface HowToLeave {
  /** Kith's own fields stay in HubSpot with what they hold. */
  readonly keepFields: boolean;
  /** Mapped fields get back what stood there before Kith wrote, where nobody changed them since. */
  readonly restore: boolean;
}

const AT = '/api/v1';

export function kithAt(base: string | undefined): Kith {
  const at = (path: string) => `${AT}${path}`;
  return {
    read: async () => viewIn(await ask(base, { method: 'GET', path: at('/settings') })),
    save: async (settings) =>
      viewIn(await ask(base, { method: 'PUT', path: at('/settings'), body: { ...settings } })),
    approve: async () =>
      viewIn(await ask(base, { method: 'POST', path: at('/approval'), body: { approve: true } })),
    leave: async (how) =>
      purgeIn(await ask(base, { method: 'POST', path: at('/uninstall'), body: { ...how } })),
  };
}

function viewIn(answer: Answer): Outcome<SettingsView> {
  if (!answer.ok) return answer;
  if (isSettingsView(answer.body)) return { ok: true, value: answer.body };
  return STRANGE;
}

function purgeIn(answer: Answer): Outcome<{ readonly purgeAt: string }> {
  if (!answer.ok) return answer;
  const { body } = answer;
  const purgeAt: unknown =
    typeof body === 'object' && body !== null && 'purgeAt' in body ? body.purgeAt : undefined;
  return typeof purgeAt === 'string' ? { ok: true, value: { purgeAt } } : STRANGE;
}

const STRANGE = {
  ok: false,
  trouble: { kind: 'broken', says: 'Kith answered in a way this page does not understand.' },
} as const;
