import type { RecordProfile } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { many, ordinal } from '../words.ts';

/** How far one profile reaches, with the interval and what it rests on. */
export function InfluenceOf({ profile }: { readonly profile: RecordProfile }) {
  const { influence, networkTitle, handle, engagers = [] } = profile;
  if (!influence) return undefined;
  if (!influence.known) {
    return (
      <div className="influence">
        <h3>{networkTitle}</h3>
        <p className="quiet">{influence.says}</p>
      </div>
    );
  }
  const { percentile, interval, among, because, warning, topics = [] } = influence;
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
      {engagers.length > 0 && (
        <p>
          Most of it from{' '}
          {engagers.map(({ name, url }, at) => (
            <span key={url}>
              {at > 0 && ', '}
              <Away url={url}>{name}</Away>
            </span>
          ))}
          .
        </p>
      )}
      {warning && <p className="trouble">{warning}.</p>}
      {topics.map((topic) => (
        <p key={topic.name}>
          On {topic.name}: {ordinal(topic.percentile)} percentile, between the {ordinal(topic.interval[0])}{' '}
          and the {ordinal(topic.interval[1])}. <span className="quiet">{topic.because[0]?.says}.</span>
        </p>
      ))}
    </div>
  );
}
