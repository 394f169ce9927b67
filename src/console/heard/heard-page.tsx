import { useEffect } from 'react';
import type { ListeningPage } from '../../http/listening-shapes.ts';
import type { InstallationLine } from '../../http/shapes.ts';
import { AddedPeople } from './added-people.tsx';
import { Contents } from '../parts/contents.tsx';
import type { Chapter } from '../parts/contents.tsx';
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
    <div id="heard" className="settings long" tabIndex={-1}>
      {data && <All page={data} crm={installation.crmTitle} />}
      {!data && !error && <Skeleton />}
      {!data && error && (
        <Unread title="What was heard cannot be read" says={error.message} retry={() => void refetch()} />
      )}
    </div>
  );
}

interface Props {
  readonly page: ListeningPage;
  readonly crm: string;
}

/** Before there is a rule, what comes first is to write one; afterwards, what the rules brought. */
function All({ page, crm }: Props) {
  const listens = page.rules.length > 0;
  return (
    <>
      <h1>Heard</h1>
      <Contents label="What was heard" chapters={listens ? BROUGHT : NOTHING_YET} />
      <div>
        <p>
          What people say in public about what you listen for: when it is more than usual, and who says it
          without being a contact in {crm}.
        </p>
        {!listens && <ListeningForm page={page} crm={crm} />}
        {listens && <EarlyWarning />}
        <PeopleHeard page={page} crm={crm} />
        <AddedPeople crm={crm} />
        {listens && <ListeningRules page={page} crm={crm} />}
        {listens && <ListeningForm page={page} crm={crm} />}
        <Networks page={page} />
        <Strangers days={page.strangerDays} />
      </div>
    </>
  );
}

const PEOPLE = ['people', 'People heard'] as const;
const WRITE = ['new-listening', 'New listening rule'] as const;
const HOW: Chapter = {
  title: 'How it is listened',
  sections: [
    ['listened', 'Networks'],
    ['strangers', 'How long strangers are kept'],
  ],
};
const NOTHING_YET: readonly Chapter[] = [{ title: 'To begin with', sections: [WRITE, PEOPLE] }, HOW];
const BROUGHT: readonly Chapter[] = [
  { title: 'What came of it', sections: [['warning', 'Early warning'], PEOPLE] },
  { title: 'What is listened for', sections: [['listening', 'Listening rules'], WRITE] },
  HOW,
];
