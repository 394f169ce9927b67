import type { Consent } from '../governance/consent.ts';
import type { RecordFacts } from './facts.ts';
import type { Linked, ViewContext } from './profiles.ts';
import { present } from './profiles.ts';
import type { CustomerRecord } from './record.ts';

type Asked = CustomerRecord['consent']['networks'][number];

/** For each network whose terms ask for consent: their clause, what this person agreed to, and what hangs on it. */
export function consentsAsked(
  { consents = [] }: RecordFacts,
  shown: readonly Linked[],
  { titles, consentClauses = new Map() }: ViewContext,
): readonly Asked[] {
  const given = new Map<string, Consent>(consents.map((consent) => [consent.network, consent]));
  const networks = [...new Set([...consentClauses.keys(), ...given.keys()])].toSorted();
  return networks.map((network): Asked => {
    const consent = given.get(network);
    const profiles = shown.filter(({ profile }) => profile.network === network).length;
    return {
      ...{ network, networkTitle: titles.get(network) ?? network },
      ...present({ clause: consentClauses.get(network) }),
      ...(consent && {
        given: {
          ...{ at: consent.at.toISOString(), by: consent.by, says: consent.says },
          ...present({ account: consent.account }),
        },
        removes: removesSay(profiles),
      }),
    };
  });
}

const HELD = 'with what they said there, here and in the CRM. It is not kept again.';

function removesSay(profiles: number): string {
  if (profiles === 0) return 'Nothing is kept on it yet; nothing will be.';
  return `Withdrawing removes ${profiles === 1 ? 'one profile' : `${profiles} profiles`} ${HELD}`;
}
