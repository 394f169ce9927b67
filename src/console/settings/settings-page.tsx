import { useEffect } from 'react';
import type { SettingsPage as Page } from '../../http/settings-shapes.ts';
import type { InstallationLine } from '../../http/shapes.ts';
import { Skeleton, Unread } from '../parts/states.tsx';
import { Approval } from './approval.tsx';
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
    <div id="settings" className="settings" tabIndex={-1}>
      {data && <All page={data} installation={installation} />}
      {!data && !error && <Skeleton />}
      {!data && error && (
        <Unread title="The settings cannot be read" says={error.message} retry={() => void refetch()} />
      )}
    </div>
  );
}

function All({ page, installation }: Props & { readonly page: Page }) {
  return (
    <>
      <h1>Settings</h1>
      {page.trouble !== undefined && (
        <p className="trouble" role="status">
          {page.trouble}
        </p>
      )}
      <Approval page={page} crm={installation.crmTitle} />
      <Decisions page={page} crm={installation.crmTitle} />
      <Doing page={page} crm={installation.crmTitle} />
      <Found found={page.found} />
      <Pushes />
      <Subscriptions />
      <Mentions />
      <OwnLabels />
      <Rules fields={page.fields} crm={installation.crmTitle} />
      <Webhooks />
      <Deliveries />
      <Leaving graceDays={page.settings.graceDays} crm={installation.crmTitle} />
    </>
  );
}
