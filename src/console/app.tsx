import { useEffect, useState } from 'react';
import type { InstallationLine, Workspace } from '../http/shapes.ts';
import { Trouble } from './api.ts';
import { ContactList } from './contact-list.tsx';
import { Back } from './parts/back.tsx';
import { Banner } from './parts/banner.tsx';
import { Brand } from './parts/brand.tsx';
import { Leave } from './parts/leave.tsx';
import { Offline } from './parts/offline.tsx';
import { ProgressLine } from './parts/progress-line.tsx';
import { Shortcuts } from './parts/shortcuts.tsx';
import { Connect, Nobody, Say, Skeleton } from './parts/states.tsx';
import { contactOn, threadOn, usePlace } from './place.ts';
import type { Page, ThreadPlace } from './place.ts';
import { Installation, useWorkspace } from './queries.ts';
import { HeardPage } from './heard/heard-page.tsx';
import { RecordPane } from './record/record-pane.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { ThreadPane } from './thread/thread-pane.tsx';

/** The whole page: what every part of it needs, and then the contacts, the review queue or the settings. */
export function App() {
  const { page } = usePlace();
  const workspace = useWorkspace();
  const [help, setHelp] = useState(false);
  const { data, error } = workspace;

  if (error instanceof Trouble && error.status >= 400 && error.status < 500) return <Locked error={error} />;
  if (!data) return error ? <Say title="Kith is not answering" says={START_IT} /> : <Skeleton />;
  const { installation, progress } = data;
  if (!installation) return <Connect connectable={data.connectable} />;
  const skip = SKIP[isWhole(page) ? page : 'record'];
  return (
    <Installation value={installation.id}>
      <div className="app" data-view={VIEWS[typeof page === 'string' ? page : 'record']}>
        <a className="skip" href={`#${skip.to}`}>
          Skip to the {skip.says}
        </a>
        {data.sample && <Banner simulatorUrl={data.simulatorUrl} crmTitle={installation.crmTitle} />}
        {error && <Offline />}
        <header className="side-head">
          <Brand installation={installation} others={data.others} onHelp={() => setHelp(true)} />
          {/* What moves the question under its reader's hand has no place above it. */}
          {!isWhole(page) && <ProgressLine progress={progress} />}
        </header>
        <main>
          <Shown {...{ page, installation, progress }} />
        </main>
        <Shortcuts open={help} setOpen={setHelp} />
        <Leave />
      </div>
    </Installation>
  );
}

/** Pages that take the place of both the list and the record. */
const isWhole = (page: Page) => page === 'review' || page === 'heard' || page === 'settings';

const VIEWS = {
  contacts: 'list',
  record: 'record',
  review: 'review',
  heard: 'settings',
  settings: 'settings',
} as const;
const SKIP = {
  review: { to: 'review', says: 'question' },
  heard: { to: 'heard', says: 'people heard' },
  settings: { to: 'settings', says: 'settings' },
  record: { to: 'record', says: 'record' },
} as const;

interface ShownProps {
  readonly page: Page;
  readonly installation: InstallationLine;
  readonly progress: Workspace['progress'];
}

function Shown({ page, installation, progress }: ShownProps) {
  if (page === 'review') return <ReviewPage installation={installation} />;
  if (page === 'heard') return <HeardPage key={installation.id} installation={installation} />;
  if (page === 'settings') return <SettingsPage key={installation.id} installation={installation} />;
  return <Contacts contact={contactOn(page)} thread={threadOn(page)} progress={progress} />;
}

interface ContactsProps {
  readonly contact: string | undefined;
  readonly thread: ThreadPlace | undefined;
  readonly progress: Workspace['progress'];
}

/** The contacts on the left, one record or one thread of it on the right; on a narrow screen one of the two. */
function Contacts({ contact, thread, progress }: ContactsProps) {
  // The list has the plain title; a record sets its own.
  useEffect(() => {
    if (contact === undefined) document.title = 'Contacts · Kith';
  }, [contact]);
  return (
    <>
      {contact === undefined && <h1 className="unseen">Contacts</h1>}
      <ContactList progress={progress} />
      <div id="record" tabIndex={-1}>
        <Back />
        <Chosen {...{ contact, thread }} />
      </div>
    </>
  );
}

function Chosen({ contact, thread }: Pick<ContactsProps, 'contact' | 'thread'>) {
  if (contact === undefined) return <Nobody />;
  if (thread === undefined) return <RecordPane key={contact} contact={contact} />;
  return <ThreadPane key={`${thread.network}:${thread.id}`} {...{ contact, thread }} />;
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
