import type { PathStep, ReachedPerson } from '../../core/influence/neighbourhood/neighbourhood.ts';
import { Away } from '../parts/away.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { When } from '../parts/when.tsx';
import { many } from '../words.ts';

const PILLS: Readonly<Record<ReachedPerson['strength'], string>> = {
  strong: 'good',
  fair: 'plain',
  slight: 'plain',
};

/** One whom the person reaches: who they are, how strongly, which deals are open, and by which posts that is seen. */
export function ReachedLine({ person }: { readonly person: ReachedPerson }) {
  const { contact, name, title, account, strength, says, deals, paths } = person;
  return (
    <li className="reached">
      <h3 dir="auto">
        <PageLink to={{ contact }}>{name}</PageLink>
      </h3>
      <p className="quiet">{[title, account].filter(Boolean).join(', ')}</p>
      <p>
        <span className={`pill ${PILLS[strength]}`}>{strength}</span> {says}
      </p>
      {deals.length > 0 && (
        <ul className="plain-list">
          {deals.map(({ id, title: deal, stage, worth, url }) => (
            <li key={id}>
              Open deal: <Away url={url}>{deal}</Away>
              <span className="quiet"> {[worth, stage].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>
          {paths.length === 1 ? 'How it gets there' : `How it gets there, ${many(paths.length, 'way')}`}
          <span className="unseen">: {name}</span>
        </summary>
        <ol className="ways">
          {paths.map(({ steps }) => (
            <li key={steps.map(({ from }) => from.url).join(' ')}>
              {steps.map((step) => (
                <StepLine key={step.from.url} step={step} />
              ))}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}

function StepLine({ step: { says, from, networkTitle, posts } }: { readonly step: PathStep }) {
  return (
    <div className="step-of-way">
      <p dir="auto">{says}</p>
      <p className="quiet">
        {networkTitle}: <Away url={from.url}>{from.handle}</Away>
        {posts.map(({ url, kind, publishedAt }) => (
          <span key={url}>
            {' · '}
            <Away url={url}>
              {kind}, <When iso={publishedAt} />
              <span className="unseen"> by {from.name}</span>
            </Away>
          </span>
        ))}
      </p>
    </div>
  );
}
