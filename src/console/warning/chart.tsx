import { useId } from 'react';
import type { AlertLine, StreamPage } from '../../http/warning-shapes.ts';
import { figure } from '../../core/warning/words.ts';
import { areaOf, lineOf, spotsOf, stepsOf } from './shapes.ts';

interface Props {
  readonly title: string;
  readonly hours: StreamPage['hours'];
  readonly alerts: readonly AlertLine[];
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });

/** What was heard as a line over the band of what is usual, with the hours of alerts marked. */
export function Chart({ title, hours, alerts }: Props) {
  const id = useId();
  const top = Math.max(1, ...hours.map(({ observed, high }) => Math.max(observed, high)));
  const spots = spotsOf(hours, alerts);
  const [first, last] = [hours[0], hours.at(-1)];
  return (
    <figure className="stream" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div className="plot">
        <span className="quiet top" aria-hidden="true">
          {figure(top)}
        </span>
        <svg
          viewBox={`0 0 ${hours.length} 100`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: ${summaryOf(hours, spots.length)}`}
        >
          <path className="band" d={areaOf(hours, top)} />
          <path className="usual" d={lineOf(hours, top)} />
          {spots.map(({ x, level }) => (
            <line key={x} className={`spot ${level}`} x1={x} x2={x} y1={0} y2={100} />
          ))}
          <path className="heard" d={stepsOf(hours, top)} />
        </svg>
        <p className="quiet ends" aria-hidden="true">
          <span>{first && day.format(new Date(first.at))}</span>
          <span>{last && day.format(new Date(last.at))}</span>
        </p>
      </div>
      <ul className="legend quiet">
        <li className="heard">heard</li>
        <li className="usual">usual</li>
        <li className="band">about 19 of 20 hours</li>
        {spots.length > 0 && <li className="spot">alert</li>}
      </ul>
    </figure>
  );
}

/** What the picture shows, for whoever does not see it. */
function summaryOf(hours: Props['hours'], alerts: number): string {
  const most = hours.reduce((a, b) => (b.observed > a.observed ? b : a));
  const above = hours.filter(({ observed, high }) => observed > high).length;
  const when = day.format(new Date(most.at));
  return `at most ${figure(most.observed)}, on ${when}; ${above} of ${hours.length} hours above what is usual; alerts: ${alerts}.`;
}
