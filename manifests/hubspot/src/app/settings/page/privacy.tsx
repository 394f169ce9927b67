import { NumberInput, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import { BOUNDS } from './talk/settings-shape.ts';

/** On which basis public data about people is kept, and for how long after the end. */
export function PrivacyPart() {
  const { draft, change } = useDesk();
  const [min, max] = BOUNDS.graceDays;
  return (
    <Part
      title="Privacy"
      says="Kith keeps what people published themselves, with its source. A privacy deletion in HubSpot erases all of it for that person at once."
    >
      <ToggleGroup
        toggleType="radioButtonList"
        name="basis"
        label="On which basis it is kept (GDPR, article 6)"
        value={draft.basis}
        options={[
          { value: 'legitimate interest', label: 'Legitimate interest' },
          { value: 'consent', label: 'Consent of the person' },
        ]}
        onChange={(to) => change({ basis: to === 'consent' ? 'consent' : 'legitimate interest' })}
      />
      <NumberInput
        label="Days after an uninstallation until everything is purged"
        name="graceDays"
        min={min}
        max={max}
        value={draft.graceDays}
        onChange={(to) => change({ graceDays: to })}
      />
      <Text variant="microcopy">Whoever installs again within these days finds everything as it was.</Text>
    </Part>
  );
}
