import type { CustomerRecord, RecordProfile } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { many, sure } from '../words.ts';
import { Acts } from './acts.tsx';
import { Why } from './why.tsx';

interface Props {
  readonly profile: RecordProfile;
  readonly record: CustomerRecord;
}

/** One profile with its link: how sure, why, and what the reader may do about it. */
export function ProfileCard({ profile, record }: Props) {
  const { link, network, networkTitle, handle, url, name, bio } = profile;
  return (
    <section className={`profile ${link.status}`} aria-label={`${handle} on ${networkTitle}`}>
      <NetworkMark network={network} title={networkTitle} />
      <div className="profile-body">
        <div className="profile-head">
          <h3>
            <Away url={url}>{handle}</Away>
            <span className="quiet"> {networkTitle}</span>
          </h3>
          <Status profile={profile} />
        </div>
        <p className="facts quiet">{factsOf(profile).join(' · ')}</p>
        {bio && (
          <p className="bio" dir="auto">
            {name && <span className="unseen">{name}: </span>}
            {bio}
          </p>
        )}
        <p className="because">
          <span aria-hidden="true">{SIGNS[link.status]}</span> {link.because}
        </p>
        <div className="profile-foot">
          <Why link={link} />
          <Acts profile={profile} record={record} />
        </div>
      </div>
    </section>
  );
}

const STATUS: Readonly<Record<RecordProfile['link']['status'], readonly [kind: string, text: string]>> = {
  auto: ['good', 'Linked'],
  confirmed: ['good', 'Confirmed'],
  suggested: ['warn', 'To review'],
  rejected: ['bad', 'Not them'],
};

const SIGNS: Readonly<Record<RecordProfile['link']['status'], string>> = {
  auto: '✓',
  confirmed: '✓',
  suggested: '?',
  rejected: '✕',
};

/** A person's word has no percentage. */
function Status({ profile: { link, standing } }: { readonly profile: RecordProfile }) {
  const [kind, text] = STATUS[link.status];
  const byKith = link.status === 'auto' || link.status === 'suggested';
  return (
    <p className="status">
      <span className={`pill ${kind}`}>{text}</span>
      {byKith && <span className="quiet">{sure(link.probability)}</span>}
      {standing !== 'active' && <span className="pill bad">{standing}</span>}
    </p>
  );
}

function factsOf({ name, employer, location, followers }: RecordProfile): readonly string[] {
  const facts = [name, employer, location, followers === undefined ? undefined : many(followers, 'follower')];
  return facts.filter((fact) => fact !== undefined && fact !== '') as readonly string[];
}
