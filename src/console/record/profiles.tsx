import type { ReactNode } from 'react';
import type { CustomerRecord, RecordProfile } from '../../core/record/record.ts';
import { FirstOf } from '../parts/first-of.tsx';
import { many } from '../words.ts';
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
        {cards(profiles, record, 4)}
      </Group>
      {suggestions.length > 0 && (
        <Group
          title="Is this them?"
          says="Kith is not sure enough to decide. Nothing of these is in the CRM."
        >
          {cards(suggestions, record, 3)}
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
      {cards(record.refused, record, 2)}
    </Group>
  );
}

/** The surest, so many that what follows them is still in reach, and the others behind a fold. */
function cards(all: readonly RecordProfile[], record: CustomerRecord, most: number) {
  return (
    <FirstOf all={all} most={most} says={(rest) => many(rest.length, 'more profile')}>
      {(some) =>
        some.map((profile) => (
          <ProfileCard key={`${profile.network}:${profile.id}`} profile={profile} record={record} />
        ))
      }
    </FirstOf>
  );
}

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
