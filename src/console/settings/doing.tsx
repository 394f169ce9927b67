import type { SettingsPage } from '../../http/settings-shapes.ts';
import { When } from '../parts/when.tsx';

interface Props {
  readonly page: SettingsPage;
  readonly crm: string;
}

/** How it goes: people looked at, calls spent, the last word from the CRM, the last trouble. */
export function Doing({ page: { health, budget }, crm }: Props) {
  const { contacts, resolved, waiting, lastError, lastDelivery, typed, withheld } = health;
  return (
    <section className="setting" aria-labelledby="doing">
      <h2 id="doing">How it goes</h2>
      {lastError !== undefined && <p className="trouble">{lastError}</p>}
      <dl className="told">
        <Told term="People looked at" says={`${count(resolved)} of ${count(contacts)}`} />
        <Told term="Work that waits" says={count(waiting)} />
        <Told
          term={`Calls to ${crm} today`}
          says={`${count(budget.usedToday)} of ${count(budget.callsPerDay)}`}
        />
        <div>
          <dt>Last message of {crm}</dt>
          <dd>{lastDelivery === undefined ? 'none yet' : <When iso={lastDelivery} />}</dd>
        </div>
        {withheld.map((says) => (
          <Told key={says} term={`Not allowed in ${crm}`} says={says} />
        ))}
        {typed !== undefined && <Told term="Typed while Kith wrote" says={typed} />}
      </dl>
    </section>
  );
}

const count = (n: number) => n.toLocaleString('en');

function Told({ term, says }: { readonly term: string; readonly says: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{says}</dd>
    </div>
  );
}
