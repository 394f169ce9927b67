import type { CustomerRecord, RecordProfile } from '../../core/record/record.ts';
import { FirstOf } from '../parts/first-of.tsx';
import { When } from '../parts/when.tsx';
import { many } from '../words.ts';
import { Consents } from './consents.tsx';
import { Erase } from './erase.tsx';
import { InfluenceOf } from './influence.tsx';
import { Mapped } from './mapped.tsx';

/** Beside the record: whom they move, what goes into the CRM's own fields, how fresh it is, under which basis it is kept, and how to end that. */
export function Aside({ record }: { readonly record: CustomerRecord }) {
  const weighed = record.profiles.filter(({ influence }) => influence).toSorted(furthestFirst);
  return (
    <aside className="aside" aria-label="About this record">
      {weighed.length > 0 && (
        <section className="group">
          <h2>Whom they move</h2>
          <FirstOf all={weighed} most={FIRST} says={(rest) => many(rest.length, 'more profile')}>
            {(some) =>
              some.map((profile) => (
                <InfluenceOf key={`${profile.network}:${profile.id}`} profile={profile} />
              ))
            }
          </FirstOf>
        </section>
      )}
      <Mapped record={record} />
      <Freshness freshness={record.freshness} />
      <section className="group">
        <h2>Consent</h2>
        <p>{record.consent.says}</p>
        <p className="quiet">Basis: {record.consent.basis}</p>
        <Consents record={record} />
        <Erase contact={record.contact} />
      </section>
    </aside>
  );
}

/** So many profiles are where somebody is heard the most. */
const FIRST = 3;

const percentileOf = ({ influence }: RecordProfile) => (influence?.known ? influence.percentile : -1);
const furthestFirst = (a: RecordProfile, b: RecordProfile) => percentileOf(b) - percentileOf(a);

/** What failed says so in one line; the rest is shown all the same. */
function Freshness({ freshness }: Pick<CustomerRecord, 'freshness'>) {
  return (
    <section className="group">
      <h2>How fresh</h2>
      {freshness.length === 0 && <p className="quiet">The networks have not been asked yet.</p>}
      <ul className="fresh">
        {freshness.map(({ block, title, askedAt, trouble }) => (
          <li key={block} className={trouble ? 'trouble' : undefined}>
            <span>{title}</span>
            <span className="quiet">{askedAt ? <When iso={askedAt} /> : 'not asked yet'}</span>
            {trouble && <span className="trouble-text">{trouble}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
