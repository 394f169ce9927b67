import { NumberInput, ProgressBar, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import { forecastLine } from './so-far.tsx';
import { BOUNDS } from './talk/settings-shape.ts';

const number = (n: number) => n.toLocaleString('en');

/** How often Kith may call HubSpot, and what its work will cost. */
export function BudgetPart() {
  const { view, draft, change } = useDesk();
  const { usedToday, callsPerDay, forecast } = view.budget;
  const [min, max] = BOUNDS.callsPerDay;
  return (
    <Part
      title="Budget"
      says="Work in the background stops for the day when the budget is spent. Webhooks and what people press are not held back."
    >
      <ProgressBar
        title="Calls today"
        value={Math.min(usedToday, callsPerDay)}
        maxValue={callsPerDay}
        valueDescription={`${number(usedToday)} of ${number(callsPerDay)}`}
        {...(usedToday >= callsPerDay && { variant: 'warning' as const })}
      />
      <Text>{forecastLine(forecast)}</Text>
      <NumberInput
        label="Calls a day"
        name="callsPerDay"
        min={min}
        max={max}
        value={draft.callsPerDay}
        onChange={(to) => change({ callsPerDay: to })}
      />
    </Part>
  );
}
