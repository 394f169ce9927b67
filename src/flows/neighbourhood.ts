import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import type { Neighbourhood } from '../core/influence/neighbourhood/neighbourhood.ts';
import { mayBeWeighed } from '../core/influence/neighbourhood/shown.ts';
import { dealsAskedFor, neighbourhoodView, reachedIn } from '../core/influence/neighbourhood/view.ts';
import type { Deals } from '../core/influence/neighbourhood/view.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly store: Pick<Store, 'inside'>;
  readonly manners: ReadonlyMap<NetworkId, Pick<Manners, 'terms'>>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
}

interface Asked {
  /** Inside a frame, where some networks' terms let nothing of theirs be shown. */
  readonly framed: boolean;
  /** Asks the CRM once for the deals of all of them; the same contacts in the same order for the same answer. */
  readonly deals: (contacts: readonly ContactId[]) => Promise<Deals>;
}

/** Whom of the customer's contacts a person reaches, with the ways and the open deals. */
export interface Neighbourhoods {
  /** Undefined when there is no such contact. A CRM in trouble is no error: what is missing is said. */
  read(at: InstallationId, contact: ContactId, asked: Asked): Promise<Neighbourhood | undefined>;
}

export function openNeighbourhoods({ store, manners, titles, now }: Deps): Neighbourhoods {
  return {
    read: async (at, contact, { framed, deals }) => {
      const terms = new Map(
        [...manners]
          .filter(([, one]) => mayBeWeighed(one.terms) && (!framed || one.terms.mayShowInFrame))
          .map(([network, one]) => [network, one.terms]),
      );
      const facts = await store.inside(at, (w) =>
        w.neighbourhood.around(contact, [...terms.keys()].toSorted()),
      );
      if (!facts) return undefined;
      const context = { titles, terms, now: now() };
      const reached = reachedIn(facts, context);
      // Whoever reaches nobody costs the CRM no question.
      const open = reached.length === 0 ? {} : await deals(dealsAskedFor(reached).toSorted());
      return neighbourhoodView(facts, reached, open, context);
    },
  };
}
