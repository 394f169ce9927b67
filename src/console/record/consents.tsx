import type { CustomerRecord } from '../../core/record/record.ts';
import { When } from '../parts/when.tsx';
import { GiveConsent } from './give-consent.tsx';
import { WithdrawConsent } from './withdraw-consent.tsx';

/** For each network whose terms ask for it: whether this person agreed, since when, in which words, and who says so. */
export function Consents({ record: { contact, consent } }: { readonly record: CustomerRecord }) {
  if (consent.networks.length === 0) return null;
  return (
    <ul className="consents">
      {consent.networks.map(({ network, networkTitle, clause, given, removes }) => (
        <li key={network}>
          <h3>{networkTitle}</h3>
          {given ? (
            <>
              <p>
                Agreed <When iso={given.at} />
                {given.account !== undefined && <>, for the account {given.account}</>}: “{given.says}”
              </p>
              <p className="quiet">Recorded by {given.by}</p>
              <WithdrawConsent {...{ contact, network, networkTitle }} removes={removes ?? ''} />
            </>
          ) : (
            <details>
              <summary>
                No consent is recorded<span className="unseen"> for {networkTitle}</span>
              </summary>
              <p className="quiet">{clause}</p>
              <GiveConsent {...{ contact, network, networkTitle }} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
