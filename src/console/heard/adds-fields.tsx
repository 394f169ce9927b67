import { useId } from 'react';
import { INTENTS } from '../../core/conversation/intent/intents.ts';
import type { Adds } from '../../core/listening/adds.ts';
import { Choice } from '../settings/choice.tsx';

/** As it is typed: nobody is added until it says how often. */
export type AddsDraft = Readonly<Record<'times' | 'days' | 'intent' | 'mostADay', string>>;

export const ADDS_NOBODY: AddsDraft = { times: '', days: '30', intent: '', mostADay: '10' };

export function addsOf({ times, days, intent, mostADay }: AddsDraft): Adds | undefined {
  if (times === '') return undefined;
  const wanted = INTENTS.find((one) => one === intent);
  const numbers = { times: Number(times), days: Number(days), mostADay: Number(mostADay) };
  return { ...numbers, ...(wanted && { intent: wanted }) };
}

interface Props {
  readonly draft: AddsDraft;
  readonly crm: string;
  readonly set: (part: Partial<AddsDraft>) => void;
}

/** Whom the rule adds to the CRM by itself; off until it is filled in. */
export function AddsFields({ draft, crm, set }: Props) {
  const id = useId();
  const on = draft.times !== '';
  return (
    <fieldset aria-describedby={id}>
      <legend>Add people to {crm} by itself</legend>
      <p id={id}>
        It adds nobody unless you say how often somebody must be heard. Look at the preview first: a record in{' '}
        {crm} stays when the rule goes.
      </p>
      <div className="limits">
        <Count label="Heard so many times" value={draft.times} set={(times) => set({ times })} most={100} />
        {on && (
          <>
            <Count label="Within so many days" value={draft.days} set={(days) => set({ days })} most={90} />
            <Choice
              label="By posts that surely want"
              value={draft.intent}
              options={[['', 'anything'], ...INTENTS.map((one) => [one, one] as const)]}
              choose={(intent) => set({ intent })}
            />
            <Count
              label="People a day at the most"
              value={draft.mostADay}
              set={(mostADay) => set({ mostADay })}
              most={100}
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly most: number;
}

function Count({ label, value, set, most }: CountProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, value, type: 'number', min: 1, max: most }}
        onChange={(event) => set(event.target.value)}
      />
    </p>
  );
}
