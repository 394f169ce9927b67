import { useEffect, useRef } from 'react';
import type { CustomerRecord } from '../../core/record/record.ts';
import { Trouble } from '../api.ts';
import { Reaches } from '../neighbourhood/neighbourhood.tsx';
import { Skeleton, Unread } from '../parts/states.tsx';
import { useRecord } from '../queries.ts';
import { Aside } from './aside.tsx';
import { Conversations } from './conversations.tsx';
import { Headlines } from './headlines.tsx';
import { Person } from './person.tsx';
import { Linked, Refused } from './profiles.tsx';
import { Signals } from './signals.tsx';

/** One record, whatever state it is in. */
export function RecordPane({ contact }: { readonly contact: string }) {
  const { data, error, refetch } = useRecord(contact);
  if (data) return <Record record={data} />;
  if (!error) return <Skeleton />;
  const gone = error instanceof Trouble && error.status === 404;
  if (!gone) {
    return <Unread title="This record cannot be read" says={error.message} retry={() => void refetch()} />;
  }
  return <Gone />;
}

function Gone() {
  useEffect(() => {
    document.title = 'Nobody is here · Kith';
  }, []);
  return (
    <div className="nobody">
      <h1>Nobody is here</h1>
      <p>
        The contact left the CRM, was merged into another, or was erased; or the address is not quite right.
        Choose somebody else.
      </p>
    </div>
  );
}

function Record({ record }: { readonly record: CustomerRecord }) {
  const heading = useHeading(record.contact.name);
  return (
    <article className="record" aria-labelledby="person">
      <Person record={record} heading={heading} />
      <Signals record={record} />
      <Headlines record={record} />
      <div className="columns">
        <div className="column">
          <Linked record={record} />
          <Reaches contact={record.contact.id} />
          <Conversations record={record} />
          <Refused record={record} />
        </div>
        <Aside record={record} />
      </div>
    </article>
  );
}

/** The page's title, and on a narrow screen, where the list went away, the focus. */
function useHeading(name: string | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name || 'No name'} · Kith`;
  }, [name]);
  useEffect(() => {
    if (!window.matchMedia('(min-width: 860px)').matches) heading.current?.focus();
  }, []);
  return heading;
}
