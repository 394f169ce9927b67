import { useEffect, useState } from 'react';
import { Trouble } from './api.ts';
import { ContactList } from './contact-list.tsx';
import { Back } from './parts/back.tsx';
import { Banner } from './parts/banner.tsx';
import { Brand } from './parts/brand.tsx';
import { Offline } from './parts/offline.tsx';
import { ProgressLine } from './parts/progress-line.tsx';
import { Shortcuts } from './parts/shortcuts.tsx';
import { Connect, Nobody, Say, Skeleton } from './parts/states.tsx';
import { usePlace } from './place.ts';
import { Installation, useWorkspace } from './queries.ts';
import { RecordPane } from './record/record-pane.tsx';

/** The whole page: the contacts on the left, one record on the right; on a narrow screen one of the two. */
export function App() {
  const { contact } = usePlace();
  const workspace = useWorkspace();
  const [help, setHelp] = useState(false);
  useTitle(contact);
  const { data, error } = workspace;

  if (error instanceof Trouble && error.status >= 400 && error.status < 500) return <Locked error={error} />;
  if (!data) return error ? <Say title="Kith is not answering" says={START_IT} /> : <Skeleton />;
  if (!data.installation) return <Connect connectable={data.connectable} />;
  return (
    <Installation value={data.installation.id}>
      <div className="app" data-view={contact === undefined ? 'list' : 'record'}>
        <a className="skip" href="#record">
          Skip to the record
        </a>
        {data.sample && <Banner simulatorUrl={data.simulatorUrl} />}
        {error && <Offline />}
        <header className="side-head">
          <Brand installation={data.installation} onHelp={() => setHelp(true)} />
          <ProgressLine progress={data.progress} />
        </header>
        <main>
          {contact === undefined && <h1 className="unseen">Contacts</h1>}
          <ContactList progress={data.progress} />
          <div id="record" tabIndex={-1}>
            <Back />
            {contact === undefined ? <Nobody /> : <RecordPane key={contact} contact={contact} />}
          </div>
        </main>
        <Shortcuts open={help} setOpen={setHelp} />
      </div>
    </Installation>
  );
}

const START_IT = 'Start it with `npm start`; this page goes on by itself as soon as it answers.';

function Locked({ error }: { readonly error: Trouble }) {
  return error.status === 401 ? (
    <Say
      title="This workspace needs its access key"
      says="Open the address that Kith printed when it started: it carries the key and remembers it in this browser."
    />
  ) : (
    <Say title="This page cannot be shown" says={error.message} />
  );
}

/** The list has the plain title; a record sets its own. */
function useTitle(contact: string | undefined): void {
  useEffect(() => {
    if (contact === undefined) document.title = 'Contacts · Kith';
  }, [contact]);
}
