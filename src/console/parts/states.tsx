import type { ReactNode } from 'react';
import type { Workspace } from '../../http/shapes.ts';
import { useToReview } from '../queries.ts';
import { many } from '../words.ts';
import { PageLink } from './page-link.tsx';

interface Saying {
  readonly title: string;
  readonly says: string;
  readonly children?: ReactNode;
}

/** A whole page that says one thing, and what to do about it. */
export function Say({ title, says, children }: Saying) {
  return (
    <main className="say">
      <h1>{title}</h1>
      <p>{says}</p>
      {children}
    </main>
  );
}

export function Connect({ connectable }: Pick<Workspace, 'connectable'>) {
  return (
    <Say
      title="Connect your CRM"
      says={
        connectable.length > 0
          ? 'Kith reads the contacts and finds who they are on open networks. It writes only into fields of its own.'
          : 'No CRM is configured. The README says which settings each one needs.'
      }
    >
      {connectable.map(({ crm, title }) => (
        <a key={crm} className="button primary" href={`/install/${crm}`}>
          Connect {title}
        </a>
      ))}
    </Say>
  );
}

interface Unreading {
  readonly title: string;
  readonly says: string;
  readonly retry: () => void;
}

/** Stands where something would, had it been read. */
export function Unread({ title, says, retry }: Unreading) {
  return (
    <div className="nobody">
      <h1>{title}</h1>
      <p>{says} It is tried again by itself.</p>
      <button type="button" onClick={retry}>
        Try now
      </button>
    </div>
  );
}

/** The right side before anybody is chosen. */
export function Nobody() {
  const waiting = useToReview();
  return (
    <div className="nobody">
      <h2>Choose somebody</h2>
      <p>
        Who they are, whom they move, and what they said lately. People appear in the list as they are found;
        press <kbd>j</kbd> for the first.
      </p>
      {waiting > 0 && (
        <p>
          <PageLink to="review">Review {many(waiting, 'candidate')}</PageLink> that Kith is not sure of.
        </p>
      )}
    </div>
  );
}

const bars = (n: number, className: string) =>
  Array.from({ length: n }, (_, index) => <span key={index} className={className} />);

/** The shape of a record while it is read. */
export function Skeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {bars(3, 'bar tall')}
      {bars(4, 'bar')}
    </div>
  );
}

export function ListSkeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading contacts">
      {bars(8, 'bar row')}
    </div>
  );
}
