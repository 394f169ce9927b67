import { Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { ProfileTile } from './profile-tile.tsx';
import { Section } from './section.tsx';
import { many } from './words.ts';

/** The profiles that are linked. */
export function Profiles() {
  const { profiles } = useDesk().record;
  if (profiles.length === 0) return undefined;
  return (
    <Section title={`Why this is them: ${many(profiles.length, 'profile')}`}>
      {profiles.map((profile) => (
        <ProfileTile key={`${profile.network}:${profile.id}`} profile={profile} why="Why this is them" />
      ))}
      <Text variant="microcopy">A link can be undone at any time, exactly.</Text>
    </Section>
  );
}
