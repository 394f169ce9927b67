import { LoadingSpinner, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { NoSettings } from './no-settings.tsx';
import { baseOf } from './talk/ask.ts';
import { kithAt } from './talk/kith.ts';
import { useSettings } from './use-settings.ts';
import { Workbench } from './workbench.tsx';

/** Kith's settings for this account. */
export function SettingsPage() {
  const { variables } = useExtensionContext<'settings'>();
  const base = baseOf(variables);
  const kith = useMemo(() => kithAt(base), [base]);
  const { held, reload, show } = useSettings(kith);
  const { view, trouble } = held;
  if (view) return <Workbench kith={kith} view={view} trouble={trouble} reload={reload} show={show} />;
  if (trouble) return <NoSettings trouble={trouble} base={base} reload={reload} />;
  return <LoadingSpinner label="Reading the settings" showLabel layout="centered" />;
}
