import { useId } from 'react';
import type { Part } from './decisions.tsx';
import { Choice } from './choice.tsx';

const BASES = [
  ['legitimate interest', 'legitimate interest'],
  ['consent', 'consent'],
] as const;

/** How much Kith asks of the CRM, why it may keep what it keeps, and for how long after the end. */
export function Limits({ page, shown, change, crm }: Part & { readonly crm: string }) {
  const { contacts, callsPer1000, total } = page.budget.forecast;
  return (
    <fieldset className="setting">
      <legend id="limits">Limits</legend>
      <div className="limits">
        <Amount
          label="Calls a day"
          says="100 to 1,000,000; what people do themselves is not held back"
          range={[100, 1_000_000]}
          value={shown.callsPerDay}
          set={(callsPerDay) => change({ callsPerDay })}
        />
        <Amount
          label="Days of grace"
          says="0 to 90; after an uninstallation everything is purged then"
          range={[0, 90]}
          value={shown.graceDays}
          set={(graceDays) => change({ graceDays })}
        />
        <Choice
          label="Basis for keeping public data"
          value={shown.basis}
          options={BASES}
          choose={(basis) => change({ basis })}
        />
      </div>
      <p className="quiet">
        Kith needs about {callsPer1000.toLocaleString('en')} calls to {crm} for each 1,000 contacts: about{' '}
        {total.toLocaleString('en')} for all {contacts.toLocaleString('en')} of yours, once.{' '}
        {forecastSays(total, shown.callsPerDay)}
      </p>
    </fieldset>
  );
}

function forecastSays(total: number, callsPerDay: number): string {
  const days = Math.ceil(total / Math.max(callsPerDay, 1));
  return days <= 1
    ? 'That fits into one day.'
    : `With this limit that takes ${days.toLocaleString('en')} days.`;
}

interface AmountProps {
  readonly label: string;
  readonly says: string;
  readonly range: readonly [number, number];
  readonly value: number;
  readonly set: (value: number) => void;
}

function Amount({ label, says, range: [min, max], value, set }: AmountProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        required
        {...{ min, max }}
        step={1}
        value={Number.isNaN(value) ? '' : value}
        aria-describedby={`${id}-says`}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
      <span id={`${id}-says`} className="quiet">
        {says}
      </span>
    </p>
  );
}
