import { BarChart, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';

/** A picture of what was found. */
export function FoundPart() {
  const { linked, suggested, byNetwork } = useDesk().view.found;
  const found = byNetwork.filter(({ count }) => count > 0);
  return (
    <Part title="What was found">
      <Statistics>
        <StatisticsItem label="Contacts with a profile" number={linked.toLocaleString('en')} />
        <StatisticsItem label="Waiting for a person’s word" number={suggested.toLocaleString('en')} />
      </Statistics>
      {found.length === 0 ? (
        <Text>No profile is linked yet.</Text>
      ) : (
        <BarChart
          data={found.map(({ title, count }) => ({ Network: title, Profiles: count }))}
          axes={{
            x: { field: 'Profiles', fieldType: 'linear', label: 'Linked profiles' },
            y: { field: 'Network', fieldType: 'category', label: 'Network' },
          }}
          options={{ showDataLabels: true, showLegend: false, title: 'Linked profiles by network' }}
        />
      )}
    </Part>
  );
}
