import { useId } from 'react';
import type { Budget } from '../../core/governance/budget.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import type { Part } from './decisions.tsx';

type Charging = SettingsPage['networks'][number] & {
  readonly money: NonNullable<SettingsPage['networks'][number]['money']>;
};

/** Networks that charge for their answers: what each may cost in a month, and what it cost this month. */
export function Budgets({ page, shown, change }: Part) {
  const charging = page.networks.filter((one): one is Charging => one.money !== undefined);
  if (charging.length === 0) return null;
  const allow = (id: string, budget: Budget | undefined) => {
    const { [id as keyof typeof shown.budgets]: _, ...others } = shown.budgets;
    change({ budgets: budget ? { ...others, [id]: budget } : others });
  };
  return (
    <fieldset className="setting">
      <legend id="cost">What networks may cost</legend>
      {charging.map((network) => (
        <OneBudget
          key={network.id}
          network={network}
          budget={shown.budgets[network.id as keyof typeof shown.budgets]}
          allow={(budget) => allow(network.id, budget)}
        />
      ))}
    </fieldset>
  );
}

interface OneProps {
  readonly network: Charging;
  readonly budget: Budget | undefined;
  readonly allow: (budget: Budget | undefined) => void;
}

function OneBudget({ network: { title, money }, budget, allow }: OneProps) {
  const id = useId();
  const { prices, source, asked, spent, asksConsent, why } = money;
  return (
    <div role="group" aria-labelledby={`${id}-title`}>
      <p id={`${id}-title`}>{title}</p>
      <p className="quiet">
        <a href={source} rel="noreferrer" target="_blank">
          {prices}
        </a>
        . This month {dollars(spent)}
        {budget && ` of ${dollars(budget.dollarsAMonth)}`} for {asked.toLocaleString('en')}{' '}
        {asked === 1 ? 'question' : 'questions'}.
      </p>
      {why !== undefined && (
        <p className="quiet">
          {title} {why}.
        </p>
      )}
      <p className="field">
        <label htmlFor={`${id}-cap`}>US dollars a month</label>
        <input
          id={`${id}-cap`}
          type="number"
          {...{ min: 0.01, max: 100_000, step: 0.01 }}
          value={budget?.dollarsAMonth ?? ''}
          aria-describedby={`${id}-cap-says`}
          onChange={({ target: { valueAsNumber: dollarsAMonth } }) =>
            allow(Number.isNaN(dollarsAMonth) ? undefined : { ...budget, dollarsAMonth })
          }
        />
        <span id={`${id}-cap-says`} className="quiet">
          empty: it is not asked
        </span>
      </p>
      {asksConsent && budget && (
        <p className="field">
          <label htmlFor={`${id}-rule`}>How people are asked for their consent</label>
          <input
            id={`${id}-rule`}
            type="text"
            {...{ minLength: 20, maxLength: 500 }}
            value={budget.consentRule ?? ''}
            onChange={({ target: { value } }) => allow(ruled(budget, value))}
          />
        </p>
      )}
    </div>
  );
}

function ruled({ dollarsAMonth }: Budget, consentRule: string): Budget {
  return { dollarsAMonth, ...(consentRule !== '' && { consentRule }) };
}

const dollars = (amount: number) =>
  amount.toLocaleString('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 3 });
