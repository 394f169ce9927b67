import { useEffect } from 'react';
import type { SettingsPage as Page } from '../../http/settings-shapes.ts';
import type { InstallationLine } from '../../http/shapes.ts';
import { Contents } from '../parts/contents.tsx';
import { Skeleton, Unread } from '../parts/states.tsx';
import { Approval } from './approval.tsx';
import { chaptersOf } from './chapters.ts';
import { Decisions } from './decisions.tsx';
import { Deliveries } from './deliveries.tsx';
import { Doing } from './doing.tsx';
import { Found } from './found.tsx';
import { Leaving } from './leaving.tsx';
import { Rules } from './rules.tsx';
import { Webhooks } from './webhooks.tsx';
import { Mentions } from './mentions.tsx';
import { OwnLabels } from './own-labels.tsx';
import { Pushes } from './pushes.tsx';
import { useCalls } from './push-queries.ts';
import { Subscriptions } from './subscriptions.tsx';
import { useSettings } from './settings-queries.ts';

interface Props {
  readonly installation: InstallationLine;
}

/** What an admin decides: whether Kith writes, where, how much it asks, and how it ends. */
export function SettingsPage({ installation }: Props) {
  const { data, error, refetch } = useSettings();
  useEffect(() => {
    document.title = 'Settings · Kith';
  }, []);
  return (
    <div id="settings" className="settings long" tabIndex={-1}>
      {data && <All page={data} installation={installation} />}
      {!data && !error && <Skeleton />}
      {!data && error && (
        <Unread title="The settings cannot be read" says={error.message} retry={() => void refetch()} />
      )}
    </div>
  );
}

function All({ page, installation: { crmTitle: crm } }: Props & { readonly page: Page }) {
  const calls = useCalls();
  const charges = page.networks.some(({ money }) => money !== undefined);
  return (
    <>
      <h1>Settings</h1>
      <Contents label="The settings" chapters={chaptersOf({ crm, charges, calls })} />
      <div>
        {page.trouble !== undefined && (
          <p className="trouble" role="status">
            {page.trouble}
          </p>
        )}
        <Approval {...{ page, crm }} />
        <Doing {...{ page, crm }} />
        <Found found={page.found} />
        <Decisions {...{ page, crm }} />
        {calls && <Pushes />}
        <Subscriptions />
        <Mentions />
        <Deliveries />
        <OwnLabels />
        <Rules fields={page.fields} crm={crm} />
        <Webhooks />
        <Leaving graceDays={page.settings.graceDays} crm={crm} />
      </div>
    </>
  );
}
