import type { Evidence } from '../../core/identity/evidence.ts';
import type { RecordProfile } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { many } from '../words.ts';

/** Every reason for and against, each with the page that shows it. */
export function Why({ link }: Pick<RecordProfile, 'link'>) {
  const { evidence, counterEvidence, status } = link;
  if (evidence.length + counterEvidence.length === 0) return undefined;
  const title = { auto: IS, confirmed: IS, suggested: 'Why this may be them', rejected: 'What was weighed' }[
    status
  ];
  return (
    <details className="why">
      <summary>
        {title}
        <span className="quiet"> {countsOf(evidence.length, counterEvidence.length)}</span>
      </summary>
      <Reasons title="For" sign="+" kind="for" evidence={evidence} />
      <Reasons title="Against" sign="−" kind="against" evidence={counterEvidence} />
    </details>
  );
}

const IS = 'Why this is them';

const countsOf = (pro: number, con: number) =>
  [pro > 0 && many(pro, 'reason'), con > 0 && `${con} against`].filter(Boolean).join(', ');

const TIERS: Readonly<Record<Evidence['tier'], string>> = {
  verified: 'Verified',
  stated: 'Stated',
  agrees: 'Agrees',
  differs: 'Differs',
};

interface Props {
  readonly title: string;
  readonly sign: string;
  readonly kind: 'for' | 'against';
  readonly evidence: readonly Evidence[];
}

function Reasons({ title, sign, kind, evidence }: Props) {
  if (evidence.length === 0) return undefined;
  return (
    <ul className={`reasons ${kind}`} aria-label={title}>
      {evidence.map(({ tier, field, says, url }) => (
        <li key={`${tier} ${field} ${says}`}>
          <span className="sign" aria-hidden="true">
            {sign}
          </span>
          <span>
            {says} <span className="tier">{TIERS[tier]}</span>{' '}
            {url && (
              <Away className="see" url={url}>
                See it<span className="unseen">: {says}</span>
              </Away>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
