import { useDesk } from './desk.ts';
import { ProfileTile } from './profile-tile.tsx';
import { Section } from './section.tsx';

/** Looked at and refused, so that a wrong no can be taken back. */
export function Refused() {
  const { refused } = useDesk().record;
  if (refused.length === 0) return undefined;
  return (
    <Section title={`Not them (${refused.length})`}>
      {refused.map((profile) => (
        <ProfileTile key={`${profile.network}:${profile.id}`} profile={profile} why="What was weighed" />
      ))}
    </Section>
  );
}
