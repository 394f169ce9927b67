import type { RecordProfile } from '../../core/record/record.ts';
import { many, ordinal } from '../words.ts';

/** How far one profile reaches, with the interval and what it rests on. */
export function InfluenceOf({ profile }: { readonly profile: RecordProfile }) {
  const { influence, networkTitle, handle } = profile;
  if (!influence) return undefined;
  if (!influence.known) {
    return (
      <div className="influence">
        <h3>{networkTitle}</h3>
        <p className="quiet">{influence.says}</p>
      </div>
    );
  }
  const { percentile, interval, among, because } = influence;
  const [low, high] = interval;
  return (
    <div className="influence">
      <h3>
        {networkTitle} <span className="quiet">{handle}</span>
      </h3>
      <p className="percentile">
        <strong>{ordinal(percentile)}</strong> percentile
      </p>
      <div className="scale" aria-hidden="true">
        <span className="interval" style={{ left: `${low}%`, width: `${Math.max(high - low, 1)}%` }} />
        <span className="point" style={{ left: `${percentile}%` }} />
      </div>
      <p className="quiet">
        Between the {ordinal(low)} and the {ordinal(high)}, among {many(among, 'profile')} known on{' '}
        {networkTitle}.
      </p>
      <ul className="plain-list">
        {because.map(({ part, says }) => (
          <li key={part}>{says}</li>
        ))}
      </ul>
    </div>
  );
}
