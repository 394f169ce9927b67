import { Flex, Inline, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import type { CardProfile, Link } from './talk/record-shape.ts';
import { Verdicts } from './verdicts.tsx';
import { Why } from './why.tsx';
import { many, sure } from './words.ts';

interface Props {
  readonly profile: CardProfile;
  /** Title of the reasons. */
  readonly why: string;
}

const TAGS = {
  auto: 'info',
  confirmed: 'success',
  suggested: 'warning',
  rejected: 'default',
} as const satisfies Record<Link['status'], string>;

/** One profile: what it shows, how sure the link is, why, and what may be said about it. */
export function ProfileTile({ profile, why }: Props) {
  const { network, networkTitle, handle, url, standing, link } = profile;
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Inline gap="sm" align="center">
          <Away url={url}>{`${handle} on ${networkTitle}`}</Away>
          <StatusTag variant={TAGS[link.status]}>{statusOf(link)}</StatusTag>
        </Inline>
        {standing !== 'active' && <Text>This account is {standing}.</Text>}
        {shownBy(profile).map((line) => (
          <Text key={line}>{line}</Text>
        ))}
        <Text variant="microcopy">{link.because}</Text>
        <Why link={link} title={why} />
        <Verdicts key={`${network}:${profile.id}`} profile={profile} />
      </Flex>
    </Tile>
  );
}

function statusOf({ status, decidedBy, probability }: Link): string {
  if (decidedBy !== 'Kith') return status === 'rejected' ? 'Not them' : 'Confirmed';
  return sure(probability);
}

function shownBy({ name, bio, location, employer, followers }: CardProfile): readonly string[] {
  const about = [name, employer, location, followers === undefined ? undefined : many(followers, 'follower')];
  const known = about.filter((part) => part !== undefined && part !== '');
  return [known.join(' · '), bio ?? ''].filter((line) => line !== '');
}
