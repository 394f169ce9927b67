import { useDesk } from './desk.ts';
import { MappedLine } from './mapped-line.tsx';
import { Section } from './section.tsx';

/** What Kith suggests for fields of HubSpot, and what it wrote there. Shown at once while a person is asked. */
export function MappedFields() {
  const { fields } = useDesk().record;
  if (fields.length === 0) return undefined;
  const asked = fields.filter(({ standing }) => standing === 'suggested').length;
  const title = asked > 0 ? `For your fields: ${asked} to decide` : 'For your fields';
  return (
    <Section title={title} open={asked > 0}>
      {fields.map((one) => (
        <MappedLine key={one.field} mapped={one} />
      ))}
    </Section>
  );
}
