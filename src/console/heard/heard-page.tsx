import { useEffect } from 'react';
import type { InstallationLine } from '../../http/shapes.ts';
import { AddedPeople } from './added-people.tsx';
import { Skeleton, Unread } from '../parts/states.tsx';
import { useListening } from './listening-queries.ts';
import { ListeningForm } from './listening-form.tsx';
import { ListeningRules } from './listening-rules.tsx';
import { Networks } from './networks.tsx';
import { PeopleHeard } from './people-heard.tsx';
import { Strangers } from './strangers.tsx';
import { EarlyWarning } from '../warning/early-warning.tsx';

/** What is out of the usual, who was heard who is nobody's contact, and what is listened for. */
export function HeardPage({ installation }: { readonly installation: InstallationLine }) {
  const { data, error, refetch } = useListening();
  useEffect(() => {
    document.title = 'Heard · Kith';
  }, []);
  return (
    <div id="heard" className="settings" tabIndex={-1}>
      {data && (
        <>
          <h1>Heard</h1>
          <EarlyWarning />
          <PeopleHeard page={data} crm={installation.crmTitle} />
          <AddedPeople crm={installation.crmTitle} />
          <ListeningRules page={data} crm={installation.crmTitle} />
          <ListeningForm page={data} crm={installation.crmTitle} />
          <Networks page={data} />
          <Strangers days={data.strangerDays} />
        </>
      )}
      {!data && !error && <Skeleton />}
      {!data && error && (
        <Unread title="What was heard cannot be read" says={error.message} retry={() => void refetch()} />
      )}
    </div>
  );
}
