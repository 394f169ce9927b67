import { useDesk } from './desk.ts';
import { ProfileTile } from './profile-tile.tsx';
import { Section } from './section.tsx';

/** Candidates of which a person should say whether they are this contact. */
export function Suggestions() {
  const { suggestions } = useDesk().record;
  if (suggestions.length === 0) return undefined;
  return (
    <Section title={`Is this them? (${suggestions.length})`} open>
      {suggestions.map((profile) => (
        <ProfileTile key={`${profile.network}:${profile.id}`} profile={profile} why="Why this may be them" />
      ))}
    </Section>
  );
}
