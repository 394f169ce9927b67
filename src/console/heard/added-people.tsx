import type { Additions } from '../../http/adding-shapes.ts';
import { go, hrefOf, usePlace } from '../place.ts';
import { useAdditions } from './listening-queries.ts';

type Line = Additions['additions'][number];

/** Whom people and rules had added to the CRM, and who decided it. Nothing is shown where nobody was. */
export function AddedPeople({ crm }: { readonly crm: string }) {
  const { data } = useAdditions();
  if (!data || data.additions.length === 0) return null;
  return (
    <section className="setting" aria-labelledby="added">
      <h2 id="added">Added to {crm}</h2>
      <ul className="rules">
        {data.additions.map((line) => (
          <li key={`${line.at} ${line.contact?.contact ?? line.network}`}>
            <Who line={line} />{' '}
            <span className="quiet">
              {line.networkTitle} · {new Date(line.at).toLocaleDateString('en', { dateStyle: 'medium' })} · by{' '}
              {line.by}
              {WHAT[line.state]}
              {line.says !== undefined && ` ${line.says}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WHAT = {
  added: '',
  'there already': ' · was there already',
  waiting: ' · waits for the CRM to answer',
  'looks like': ' · not added: looks like somebody who is there',
  refused: ' · not added.',
} as const satisfies Record<Line['state'], string>;

function Who({ line: { contact } }: { readonly line: Line }) {
  const { installation } = usePlace();
  if (!contact) return <strong>Somebody</strong>;
  const page = { contact: contact.contact };
  return (
    <a
      href={hrefOf({ page, installation })}
      onClick={(event) => {
        event.preventDefault();
        go(page);
      }}
    >
      <strong>{contact.name ?? contact.contact}</strong>
    </a>
  );
}
