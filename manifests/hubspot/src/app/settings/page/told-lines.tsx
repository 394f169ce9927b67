import {
  DescriptionList,
  DescriptionListItem,
  Link,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { baseOf } from './talk/ask.ts';
import type { SettingsView } from './talk/settings-shape.ts';

const LABELS = { feeds: 'Feeds that hubs tell of', mentions: 'Mentions on the open web' } as const;

/** How it stands with what the open web tells by itself, and where that is decided. */
export function ToldLines({ told }: { readonly told: NonNullable<SettingsView['health']['told']> }) {
  const base = baseOf(useExtensionContext<'settings'>().variables);
  return (
    <>
      <DescriptionList direction="row">
        {told.map(({ about, says }) => (
          <DescriptionListItem key={about} label={LABELS[about]}>
            <Text>{says}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
      {base && (
        <Text>
          <Link href={{ url: `${base}/settings`, external: true }}>Change this in Kith’s own settings</Link>
        </Text>
      )}
    </>
  );
}
