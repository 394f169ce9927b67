import { Alert, Button, Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';
import { AddTheCard } from './add-the-card.tsx';
import { ApprovalPart } from './approval.tsx';
import { BudgetPart } from './budget.tsx';
import { DeskProvider } from './desk.ts';
import { FoundPart } from './found.tsx';
import { HealthPart } from './health.tsx';
import { LeavePart } from './leave.tsx';
import { MappingsPart } from './mappings.tsx';
import { NetworksPart } from './networks.tsx';
import { PrivacyPart } from './privacy.tsx';
import { SaveBar } from './save-bar.tsx';
import type { Kith } from './talk/kith.ts';
import type { Settings, SettingsView } from './talk/settings-shape.ts';
import { TROUBLES } from './talk/trouble.ts';
import type { Trouble } from './talk/trouble.ts';
import { TroubleWords } from './trouble-words.tsx';

interface Props {
  readonly kith: Kith;
  readonly view: SettingsView;
  readonly trouble: Trouble | undefined;
  readonly reload: () => Promise<void>;
  readonly show: (view: SettingsView) => void;
}

/** The page around one draft of the settings: what is changed on any tab is saved together. */
export function Workbench({ kith, view, trouble, reload, show }: Props) {
  const [changes, setChanges] = useState<Partial<Settings>>({});
  const draft = useMemo(() => ({ ...view.settings, ...changes }), [view.settings, changes]);
  const change = (changed: Partial<Settings>) => setChanges({ ...changes, ...changed });
  const forget = () => setChanges({});
  return (
    <DeskProvider value={{ kith, view, draft, change, show, reload }}>
      <Flex direction="column" gap="md">
        {trouble && <Stale trouble={trouble} reload={reload} />}
        {view.trouble !== undefined && (
          <Alert title="HubSpot did not answer" variant="warning">
            {view.trouble}
          </Alert>
        )}
        <Tabs defaultSelected="overview">
          {TABS.map(({ tabId, title, parts }) => (
            <Tab key={tabId} tabId={tabId} title={title}>
              <Flex direction="column" gap="md">
                {parts.map((Part, n) => (
                  <Part key={n} />
                ))}
              </Flex>
            </Tab>
          ))}
        </Tabs>
        <SaveBar forget={forget} />
      </Flex>
    </DeskProvider>
  );
}

const TABS = [
  { tabId: 'overview', title: 'Overview', parts: [ApprovalPart, FoundPart, AddTheCard] },
  { tabId: 'networks', title: 'Networks', parts: [NetworksPart] },
  { tabId: 'fields', title: 'Fields', parts: [MappingsPart] },
  { tabId: 'health', title: 'Budget and health', parts: [BudgetPart, HealthPart] },
  { tabId: 'privacy', title: 'Privacy', parts: [PrivacyPart, LeavePart] },
] as const;

/** Above settings that could not be read again. */
function Stale({ trouble, reload }: { readonly trouble: Trouble; readonly reload: Props['reload'] }) {
  return (
    <Alert title={`What you see is from before. ${TROUBLES[trouble.kind].title}.`} variant="warning">
      <TroubleWords trouble={trouble} />
      <Button size="sm" onClick={() => void reload()}>
        Try again
      </Button>
    </Alert>
  );
}
