import type { CustomerRecord, Headline } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';

const LABELS: Readonly<Record<Headline['about'], string>> = {
  who: 'Who',
  'whom they move': 'Whom they move',
  'what they said': 'What they said',
};

/** The three sentences a rep reads before a call. */
export function Headlines({ record: { headlines } }: { readonly record: CustomerRecord }) {
  return (
    <section className="headlines" aria-label="In short">
      {headlines.length === 0 && (
        <p className="quiet">
          Nothing is known of this person on open networks yet. Their records fill in by themselves as they
          are found.
        </p>
      )}
      {headlines.map((headline) => (
        <div key={headline.about} className="headline">
          <h2>{LABELS[headline.about]}</h2>
          <p dir="auto">{headline.text}</p>
          {headline.sources.length > 0 && (
            <p className="sources">
              {headline.sources.map(({ name, url }) => (
                <Away key={`${name} ${url}`} url={url}>
                  {name}
                </Away>
              ))}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
