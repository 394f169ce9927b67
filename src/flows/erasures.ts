import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Erasure, ErasureAsked } from '../ports/erasures.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { removeProfile } from './tend.ts';

interface Deps {
  readonly store: Store;
  readonly now: Now;
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** What people ask of us through their networks. */
export interface Erasures {
  /** Erases the profile, what it said, its links, and what told of it, in one transaction; safe to repeat. */
  erase(at: InstallationId, asked: ErasureAsked): Promise<void>;
  /** What became of a request, by the code that the person was given. */
  find(at: InstallationId, code: string): Promise<Erasure | undefined>;
}

export function openErasures({ store, now, forget }: Deps): Erasures {
  return {
    erase: async (installation, { profile, code }) => {
      const contacts = await store.inside(installation, async (w) => {
        const concerned = await w.profiles.contactsOf(profile);
        await removeProfile(w, profile, now());
        await w.erasures.forgetTraces(profile);
        await w.erasures.remember(code, { network: profile.network, at: now() });
        return concerned;
      });
      for (const contact of contacts) forget(installation, contact);
    },
    find: (installation, code) => store.inside(installation, (w) => w.erasures.find(code)),
  };
}
