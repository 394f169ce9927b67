import type { Watched } from '../../core/warning/measures.ts';
import { figure, MEASURE_WORDS } from '../../core/warning/words.ts';
import type { AlertLine, AlertsPage } from '../../http/warning-shapes.ts';
import { on } from '../words.ts';
import { Chart } from './chart.tsx';
import { LEVELS } from './warning-words.ts';
import { useStream } from './warning-queries.ts';

interface Props {
  readonly rule: AlertsPage['rules'][number];
  readonly measure: Watched;
  readonly days: string;
  readonly alerts: readonly AlertLine[];
}

/** How much is said of what a rule hears: a picture, and the same as a table. */
export function Stream({ rule, measure, days, alerts }: Props) {
  const { data, error } = useStream(rule.id, measure, days);
  if (error) return <p className="trouble">{error.message}</p>;
  if (!data) return <p role="status">Counting …</p>;
  if (data.hours.length === 0) return <p className="quiet">“{rule.name}” heard nothing yet.</p>;
  const title = `${capital(MEASURE_WORDS[measure])} an hour for “${rule.name}”`;
  return (
    <>
      <Chart {...{ title, hours: data.hours, alerts }} />
      <details>
        <summary>The same as a table</summary>
        <div className="wide-table hours" role="region" aria-label={`${title}, as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Hour</th>
                <th scope="col">Heard</th>
                <th scope="col">Usual</th>
                <th scope="col">Alert</th>
              </tr>
            </thead>
            <tbody>
              {data.hours.toReversed().map(({ at, observed, low, high }) => (
                <tr key={at}>
                  <th scope="row">{on(at)}</th>
                  <td>{figure(observed)}</td>
                  <td>
                    {figure(low)} to {figure(high)}
                  </td>
                  <td>{alertSays(alerts, at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function alertSays(alerts: readonly AlertLine[], at: string): string {
  const alert = alerts.find((one) => one.at === at);
  return alert ? LEVELS[alert.level].says : '';
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
