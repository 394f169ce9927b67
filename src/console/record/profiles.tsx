import type { ReactNode } from 'react';
import type { CustomerRecord, RecordProfile } from '../../core/record/record.ts';
import { ProfileCard } from './profile-card.tsx';

interface Props {
  readonly record: CustomerRecord;
}

/** What is joined, and what a person should look at. */
export function Linked({ record }: Props) {
  const { profiles, suggestions } = record;
  return (
    <>
      <Group title="Profiles" says={profiles.length === 0 ? 'No profile is linked yet.' : undefined}>
        {cards(profiles, record)}
      </Group>
      {suggestions.length > 0 && (
        <Group
          title="Is this them?"
          says="Kith is not sure enough to decide. Nothing of these is in the CRM."
        >
          {cards(suggestions, record)}
        </Group>
      )}
    </>
  );
}

/** What was weighed and found to be somebody else. */
export function Refused({ record }: Props) {
  if (record.refused.length === 0) return undefined;
  return (
    <Group
      title="Looked at and refused"
      says="Not linked, and not proposed again unless the evidence changes."
    >
      {cards(record.refused, record)}
    </Group>
  );
}

const cards = (some: readonly RecordProfile[], record: CustomerRecord) =>
  some.map((profile) => (
    <ProfileCard key={`${profile.network}:${profile.id}`} profile={profile} record={record} />
  ));

interface GroupProps {
  readonly title: string;
  readonly says: string | undefined;
  readonly children: ReactNode;
}

function Group({ title, says, children }: GroupProps) {
  return (
    <section className="group" aria-label={title}>
      <h2>{title}</h2>
      {says && <p className="quiet">{says}</p>}
      {children}
    </section>
  );
}
