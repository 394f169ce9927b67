import { Button, ButtonRow, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import type { SettingsView } from './talk/settings-shape.ts';

/** Until everybody was looked for, the preview is not whole: it can be looked at again. */
export function SoFar() {
  const { view, reload } = useDesk();
  const { contacts, resolved } = view.health;
  if (contacts > 0 && resolved >= contacts) return undefined;
  return (
    <>
      <Text>
        {contacts === 0
          ? 'Kith has read no contact yet.'
          : `Kith has looked for ${number(resolved)} of ${people(contacts)} so far.`}
      </Text>
      <ButtonRow>
        <Button size="sm" onClick={() => void reload()}>
          Look again
        </Button>
      </ButtonRow>
    </>
  );
}

/** What the work costs in calls. */
export const forecastLine = ({ callsPer1000, total, contacts }: SettingsView['budget']['forecast']): string =>
  `Forecast: about ${number(callsPer1000)} calls per 1,000 contacts; ${number(total)} for your ${people(contacts)}.`;

const number = (n: number) => n.toLocaleString('en');
const people = (n: number) => (n === 1 ? 'one contact' : `${number(n)} contacts`);
