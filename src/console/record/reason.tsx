import type { ReactNode } from 'react';
import type { Evidence } from '../../core/identity/evidence.ts';
import { Away } from '../parts/away.tsx';
import { weight } from '../words.ts';
import { Seal } from './track.tsx';
import { sideOf } from './weighing.ts';

/** How far a reason can be trusted, where its sign does not say it. */
const TIERS: Readonly<Partial<Record<Evidence['tier'], string>>> = { verified: 'Verified', stated: 'Stated' };

interface Props {
  readonly evidence: Evidence;
  /** Its bar, where it has a weight. */
  readonly track?: ReactNode;
}

/** One reason for or against, with the page that shows it. */
export function Reason({ evidence, track }: Props) {
  const { tier, says, url, bits } = evidence;
  const proof = tier === 'verified';
  const side = sideOf(evidence);
  return (
    <li className={`step ${proof ? 'proof' : side}`}>
      <div className="step-text">
        <p>
          {proof ? (
            <Seal />
          ) : (
            <span className="sign" aria-hidden="true">
              {SIGNS[side]}
            </span>
          )}
          <span className="unseen">{side === 'for' ? 'For: ' : 'Against: '}</span>
          {says} {TIERS[tier] && <span className="tier">{TIERS[tier]}</span>}{' '}
          {url && (
            <Away className="see" url={url}>
              See it<span className="unseen">: {says}</span>
            </Away>
          )}
        </p>
        {proof && <p className="bits">A proof by itself: it needs no weight.</p>}
        {!proof && bits !== undefined && <p className="bits">{weight(bits)}</p>}
      </div>
      {track}
    </li>
  );
}

const SIGNS = { for: '+', against: '−' } as const;
