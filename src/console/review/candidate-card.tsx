import type { Candidate } from '../../core/record/candidate.ts';
import { Away } from '../parts/away.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Avatar } from '../record/avatar.tsx';
import { many } from '../words.ts';
import { factsOf } from './compare.ts';
import type { Fact } from './compare.ts';
import { nameOf } from './told.ts';

interface Props {
  readonly candidate: Candidate;
  /** What people call the CRM. */
  readonly crm: string;
}

/** The contact as the CRM knows it on the left, the profile on the right, and between them line by line what fits. */
export function CandidateCard({ candidate, crm }: Props) {
  const { contact, profile } = candidate;
  const { network, networkTitle, handle, url, bio, followers, standing } = profile;
  return (
    <table className="compare">
      <caption className="unseen">What {crm} knows, beside what the profile shows</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <div className="side">
              <Avatar src={undefined} name={contact.name} size="large" />
              <div>
                <span className="quiet">{crm} contact</span>
                <PageLink to={{ contact: contact.id }}>{nameOf(candidate)}</PageLink>
              </div>
            </div>
          </th>
          <th scope="col">
            <div className="side">
              <Avatar src={profile.avatar} name={profile.name ?? handle} size="large" />
              <div>
                <span className="quiet">
                  <NetworkMark network={network} title={networkTitle} /> {networkTitle}
                  {followers === undefined ? ' profile' : `, ${many(followers, 'follower')}`}
                </span>
                <Away url={url}>{handle}</Away>
                {standing !== 'active' && <span className="pill bad">{standing}</span>}
              </div>
            </div>
          </th>
        </tr>
      </thead>
      <tbody>
        {factsOf(candidate).map((fact) => (
          <Line key={fact.label} fact={fact} />
        ))}
        {bio && (
          <tr>
            <th scope="row">Bio</th>
            <td />
            <td className="bio-text" dir="auto">
              {bio}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const MARKS = {
  agrees: ['=', 'fits'],
  differs: ['≠', 'differs'],
} as const;

function Line({ fact: { label, ours, theirs, verdict } }: { readonly fact: Fact }) {
  return (
    <tr className={verdict}>
      <th scope="row">{label}</th>
      <td>
        <Values values={ours} />
      </td>
      <td>
        {verdict && (
          <span className="mark">
            <span aria-hidden="true">{MARKS[verdict][0]}</span>
            <span className="unseen">{MARKS[verdict][1]}: </span>
          </span>
        )}
        <Values values={theirs} />
      </td>
    </tr>
  );
}

function Values({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return <span className="quiet">not known</span>;
  return (
    <ul>
      {values.map((value) => (
        <li key={value} dir="auto">
          <Away url={value}>{value}</Away>
        </li>
      ))}
    </ul>
  );
}
