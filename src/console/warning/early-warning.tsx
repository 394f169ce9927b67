import { useState } from 'react';
import type { Watched } from '../../core/warning/measures.ts';
import { MEASURE_WORDS } from '../../core/warning/words.ts';
import type { AlertsPage } from '../../http/warning-shapes.ts';
import { When } from '../parts/when.tsx';
import { Choice } from '../settings/choice.tsx';
import { Alert } from './alert.tsx';
import { Stream } from './stream.tsx';
import { useAlerts } from './warning-queries.ts';

/** When more was said than usual, by whom and in which words, and how much is said hour by hour. */
export function EarlyWarning() {
  const { data, error } = useAlerts();
  return (
    <section className="setting" aria-labelledby="warning">
      <h2 id="warning">Early warning</h2>
      <p>
        What the listening rules hear is counted every hour and compared with the same hour of other weeks.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && data.alerts.length === 0 && <p className="quiet">{quietSays(data)}</p>}
      {data && data.alerts.length > 0 && (
        <ul className="rules">
          {data.alerts.map((alert) => (
            <Alert key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {data && data.rules.length > 0 && <Streams page={data} />}
    </section>
  );
}

function quietSays({ rules }: AlertsPage): string {
  if (rules.length === 0) return 'Nothing is counted yet, since there is no listening rule.';
  return 'Nothing out of the usual in the last 30 days.';
}

const DAYS = [
  ['2', 'the last 2 days'],
  ['7', 'the last 7 days'],
  ['28', 'the last 28 days'],
] as const;
const KINDS = Object.entries(MEASURE_WORDS) as [Watched, string][];

function Streams({ page: { rules, alerts } }: { readonly page: AlertsPage }) {
  const [chosen, choose] = useState(alerts[0]?.rule ?? rules[0]?.id ?? '');
  const [measure, setMeasure] = useState<Watched>('authors');
  const [days, setDays] = useState<(typeof DAYS)[number][0]>('7');
  const rule = rules.find(({ id }) => id === chosen) ?? rules[0];
  if (!rule) return null;
  const own = alerts.filter((alert) => alert.rule === rule.id);
  return (
    <>
      <div className="filters">
        <Choice
          label="Rule"
          value={rule.id}
          options={rules.map(({ id, name }) => [id, name] as const)}
          choose={choose}
        />
        <Choice label="Counted" value={measure} options={KINDS} choose={setMeasure} />
        <Choice label="Shown" value={days} options={DAYS} choose={setDays} />
      </div>
      {rule.learnsUntil !== undefined && (
        <p className="quiet">
          It is still learnt what is usual for “{rule.name}”: no alerts until{' '}
          <When iso={rule.learnsUntil} both />.
        </p>
      )}
      <Stream {...{ rule, measure, days, alerts: own }} />
    </>
  );
}
